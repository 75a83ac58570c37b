"""What the watchlist app lets a role do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kanim.office.access import declare

VIEW = declare("watchlist.view", _("Read the watchlist"))
EDIT = declare("watchlist.edit", _("Propose entries of the watchlist"))
APPROVE = declare("watchlist.approve", _("Approve proposed entries of the watchlist"))
