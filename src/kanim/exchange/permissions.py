"""What a role may do with outside systems."""

from django.utils.translation import gettext_lazy as _

from kanim.office.access import declare

STATUS = declare("exchange.status", _("See outside systems and send again what failed"))
