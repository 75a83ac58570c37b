"""What a role of the staff may be allowed to do with letters."""

from django.utils.translation import gettext_lazy as _

from kanim.office.access import declare

REGISTER = declare("letters.register", _("Read the register of letters and e-mails"))
REVOKE = declare("letters.revoke", _("Revoke a letter"))
