"""What a role may do with appointments."""

from django.utils.translation import gettext_lazy as _

from kanim.office.access import declare

ARRIVALS = declare("appointments.arrivals", _("See today's visits and check visitors in"))
MANAGE = declare("appointments.manage", _("Set service hours and capacity, move any appointment"))
