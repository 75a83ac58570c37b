"""What roles may do with biometrics, beyond the steps of their lanes."""

from django.utils.translation import gettext_lazy as _

from kanim.office.access import declare

VIEW_FINGERPRINTS = declare("biometrics.view_fingerprints", _("View stored fingerprints"))
