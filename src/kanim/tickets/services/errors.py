"""What can go wrong in the queue in a foreseen way; each message is a sentence for the person."""

from kanim.cases.errors import UnableToPerform


class UnableToIssue(UnableToPerform):
    """No ticket can be given."""


class UnableToCall(UnableToPerform):
    """The ticket or the counter is not where the button supposed."""


class UnableToSit(UnableToPerform):
    """The counter cannot be taken or left."""


class UnableToArrange(UnableToPerform):
    """The counter or queue cannot be set up so."""
