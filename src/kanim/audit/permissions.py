"""What a role may be allowed to do with the audit trail."""

from django.utils.translation import gettext_lazy as _

from kanim.audit.access import declare

VIEW = declare("audit.view", _("Read the audit trail"))
