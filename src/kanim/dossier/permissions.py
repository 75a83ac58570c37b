"""What roles may do with dossiers, beyond the steps of their lanes."""

from django.utils.translation import gettext_lazy as _

from kanim.office.access import declare

VIEW = declare("dossier.view", _("Open dossiers and the archive register"))
