"""What a role may do with payments."""

from django.utils.translation import gettext_lazy as _

from kanim.office.access import declare

VIEW = declare("payments.view", _("See the payments ledger"))
RESOLVE = declare("payments.resolve", _("Close late and surplus payments, e.g. refunded"))
