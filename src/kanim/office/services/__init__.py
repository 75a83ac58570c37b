"""Changes of the office: its calendar, reference data and people."""

from kanim.office.services.closures import UnableToClose, closure_add, closure_remove
from kanim.office.services.people import (
    Opened,
    UnableToPost,
    account_open,
    account_unlock,
    officer_open,
    posting_begin,
    posting_end,
    second_factor_require,
)
from kanim.office.services.reference import (
    Loaded,
    UnableToSet,
    reference_load,
    setting_change,
    tariff_change,
)

__all__ = [
    "Loaded",
    "Opened",
    "UnableToClose",
    "UnableToPost",
    "UnableToSet",
    "account_open",
    "account_unlock",
    "closure_add",
    "closure_remove",
    "officer_open",
    "posting_begin",
    "posting_end",
    "reference_load",
    "second_factor_require",
    "setting_change",
    "tariff_change",
]
