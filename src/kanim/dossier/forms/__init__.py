"""Forms of the dossier's steps and of uploading."""

from kanim.dossier.forms.archive import ArchiveForm
from kanim.dossier.forms.checking import CheckForm, CompleteForm
from kanim.dossier.forms.scans import ScansForm
from kanim.dossier.forms.upload import UploadForm

__all__ = ["ArchiveForm", "CheckForm", "CompleteForm", "ScansForm", "UploadForm"]
