"""What the passports app lets a role do beyond performing the steps of its lanes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kanim.office.access import declare

STOCK = declare("passports.stock", _("See the stock of blanks"))
STOCK_MANAGE = declare("passports.stock_manage", _("Receive blanks"))
