"""What an SOP costs: the app that owns the SOP says which tariffs, the office's tariffs say how much."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kanim.cases.errors import UnableToPerform
from kanim.cases.models import Case
from kanim.office.models import Tariff


@dataclass(frozen=True, slots=True)
class BillLine:
    """One thing to pay for: a tariff code of the office's reference data, and how many times."""

    tariff: str
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A bill line with its tariff of a day."""

    tariff: Tariff
    quantity: int

    @property
    def amount(self) -> int:
        """Rupiah."""
        return int(self.tariff.amount) * self.quantity


Price = Callable[[Case, date], list[BillLine]]

PRICES: dict[str, Price] = {}


class UnableToPrice(UnableToPerform):
    """What the case costs is not known."""


def price_of(sop: str) -> Callable[[Price], Price]:
    """Register what cases of an SOP (short name) pay for; ValueError if that is registered already."""

    def keep(price: Price) -> Price:
        if PRICES.setdefault(sop, price) is not price:
            raise ValueError(f"the price of {sop} is registered twice")
        return price

    return keep


def lines_priced(*, sop: str, case: Case, on: date) -> list[PricedLine]:
    """What a case pays on a day; UnableToPrice if no price or no tariff in force is known."""
    price = PRICES.get(sop)
    wanted = price(case, on) if price else []
    if not wanted:
        raise UnableToPrice(_("It is not known what this service costs. Ask the office."))
    found = {tariff.code: tariff for tariff in _tariffs(wanted, on)}
    missing = [line.tariff for line in wanted if line.tariff not in found]
    if missing:
        raise UnableToPrice(
            _("The office has no tariff “%(code)s” in force. It must be entered first.")
            % {"code": missing[0]}
        )
    return [PricedLine(found[line.tariff], line.quantity) for line in wanted]


def _tariffs(lines: list[BillLine], on: date) -> list[Tariff]:
    return list(Tariff.objects.on(on).filter(code__in=[line.tariff for line in lines]))
