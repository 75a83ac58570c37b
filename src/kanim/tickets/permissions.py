"""What a role may be allowed to do with the queue."""

from django.utils.translation import gettext_lazy as _

from kanim.office.access import declare

CALL = declare("tickets.call", _("Call and serve queue tickets at a counter"))
KIOSK = declare("kiosk.run", _("Run the check-in kiosk"))
MANAGE = declare("tickets.manage", _("Set up counters and queues"))
