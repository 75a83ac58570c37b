"""What the cases app lets a role do beyond performing the steps of its lanes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kanim.office.access import declare

SEARCH = declare("cases.search", _("Search cases"))
REASSIGN = declare("cases.reassign", _("Hand steps to a colleague"))
HOLD = declare("cases.hold", _("Put cases on hold"))
CANCEL = declare("cases.cancel", _("Cancel cases"))
SOPS = declare("sops.view", _("Read the procedures"))
