"""Changes of the office: its calendar, reference data and people."""

from kanim.office.services.closures import UnableToClose, closure_add, closure_remove
from kanim.office.services.reference import (
    Loaded,
    UnableToSet,
    reference_load,
    setting_change,
    tariff_change,
)

__all__ = [
    "Loaded",
    "UnableToClose",
    "UnableToSet",
    "closure_add",
    "closure_remove",
    "reference_load",
    "setting_change",
    "tariff_change",
]
