"""Passport applications, the blanks that become passports, and the records of examinations."""

from kanim.passports.models.application import Application
from kanim.passports.models.decisions import CentreResult, Examination, ExaminationAnswer, Interview
from kanim.passports.models.production import (
    Blank,
    BlankMovement,
    Book,
    Consignment,
    Passport,
    ProductionFailure,
)

__all__ = [
    "Application",
    "Blank",
    "BlankMovement",
    "Book",
    "CentreResult",
    "Consignment",
    "Examination",
    "ExaminationAnswer",
    "Interview",
    "Passport",
    "ProductionFailure",
]
