"""What a role may be allowed to do about the office itself."""

from django.utils.translation import gettext_lazy as _

from kanim.office.access import declare

CALENDAR = declare("office.calendar", _("Change the office's calendar"))
REFERENCE = declare("office.reference", _("Set tariffs and settings"))
PEOPLE = declare("office.people", _("Post people and make accounts for staff"))
