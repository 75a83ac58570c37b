"""What is said about a file that cannot be kept."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FILE_ERRORS: dict[str, Promise] = {
    "empty": _("The file is empty. Choose it again."),
    "too_large": _("The file is larger than %(largest)s MB. Send a smaller photo or scan."),
    "not_a_picture": _(
        "This file is neither a picture nor a PDF. Send a JPEG, PNG, WebP or PDF file."
    ),
    "too_many_pixels": _("The picture has too many pixels. Send one of at most 40 megapixels."),
    "too_small": _("The picture is too small to be read. Take the photo from nearer by."),
    "broken": _("The picture is damaged and cannot be opened. Take or scan it again."),
    "pdf_broken": _("The PDF is damaged. Save or scan it again."),
    "pdf_mixed": _(
        "The PDF holds something else besides the document. Save it again as a plain PDF."
    ),
    "pdf_locked": _("The PDF is protected by a password. Send it without one."),
    "pdf_active": _(
        "The PDF holds a program or an attachment. Print it to a new PDF and send that."
    ),
    "pdf_bomb": _("The PDF is packed too tightly to be opened safely. Save it again."),
}
