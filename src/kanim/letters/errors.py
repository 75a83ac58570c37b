"""What can go wrong with a letter or e-mail in a foreseen way."""

from __future__ import annotations

from kanim.cases.errors import UnableToPerform


class UnableToIssue(UnableToPerform):
    """The letter was not written; nothing was numbered."""


class UnableToSign(UnableToIssue):
    """There is no certificate to sign with, or the signing service refused."""


class UnableToRevoke(UnableToPerform):
    """The letter stays as it is."""


class UnableToNotify(UnableToPerform):
    """The e-mail was not queued."""


class UnableToDeliver(UnableToNotify):
    """The mail server did not take the e-mail; the job tries again later."""
