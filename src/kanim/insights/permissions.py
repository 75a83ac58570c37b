"""Who may see how the office performs."""

from django.utils.translation import gettext_lazy as _

from kanim.office.access import declare

VIEW = declare("insights.view", _("See the office's performance"))
