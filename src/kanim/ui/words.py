"""Words that both templates and scripts say."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext, gettext_noop, pgettext

from kanim.ui import rules

# Said by Django's forms; said here in this office's words.
FORM_WORDS = (
    gettext_noop("This field is required."),
    gettext_noop("Enter a valid date."),
    gettext_noop("Enter a whole number."),
    gettext_noop("Email"),
)


def unit_words() -> dict[str, str]:
    return {
        "day": pgettext("duration", "%d d"),
        "hour": pgettext("duration", "%d h"),
        "minute": pgettext("duration", "%d min"),
        "second": pgettext("duration", "%d s"),
    }


def duration_text(seconds: int) -> str:
    units = unit_words()
    parts = rules.split_duration(timedelta(seconds=seconds))
    return " ".join(units[unit] % count for count, unit in parts)


def remaining_text(left: rules.Remaining) -> str:
    text = duration_text(left.seconds)
    return (gettext("%s late") if left.state == "late" else gettext("%s left")) % text


def script_words() -> dict[str, str]:
    return {
        **unit_words(),
        "sending": gettext("Sending…"),
        "left": gettext("%s left"),
        "late": gettext("%s late"),
        "unsaved": gettext("What you have entered has not been sent yet."),
        "draft_kept": gettext("Draft kept on this device at %s."),
        "draft_restored": gettext("Your draft of %s has been put back."),
        "draft_drop": gettext("Discard the draft"),
        "copied": gettext("Copied"),
        "too_large": gettext("%s is too large. Choose a file of at most %s MB."),
        "wrong_kind": gettext("%s is not one of the accepted kinds of file."),
        "remove": gettext("Remove"),
        "show_password": gettext("Show the password"),
        "hide_password": gettext("Hide the password"),
        "camera_none": gettext("No camera found. Choose a photo from the disk instead."),
        "camera_refused": gettext(
            "The browser may not use the camera. Allow it in the address bar, or choose a photo."
        ),
        "camera_face": gettext(
            "Face inside the oval, eyes open and level, plain background, no glasses."
        ),
        "camera_page": gettext("Lay the page inside the frame, flat and without glare."),
        "camera_dark": gettext("The photo is dark. Add light from the front, or take it again."),
        "camera_bright": gettext("The photo is too bright. Reduce the light, or take it again."),
        "pen_empty": gettext("Please sign in the box first."),
        "diagram_failed": gettext(
            "The diagram could not be loaded. The list of steps says the same."
        ),
        "network": gettext("No connection to the office. Nothing was changed; try again."),
        "server": gettext("The office's system could not answer. Nothing was changed; try again."),
        "call": gettext("Ticket %s, please go to %s"),
        "reconnecting": gettext("Connecting again…"),
    }
