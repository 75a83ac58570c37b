"""Everything that changes the queue. One transaction each, audited, told to the displays."""

from kanim.tickets.services.arranging import counter_arrange, queue_arrange
from kanim.tickets.services.calling import (
    ticket_call_next,
    ticket_finish,
    ticket_recall,
    ticket_serve,
    ticket_skip,
    ticket_transfer,
)
from kanim.tickets.services.counters import counter_leave, counter_take, queue_prepare
from kanim.tickets.services.errors import (
    UnableToArrange,
    UnableToCall,
    UnableToIssue,
    UnableToSit,
)
from kanim.tickets.services.issuing import arrival_ticket, ticket_issue
from kanim.tickets.services.visiting import visit_begin

__all__ = [
    "UnableToArrange",
    "UnableToCall",
    "UnableToIssue",
    "UnableToSit",
    "arrival_ticket",
    "counter_arrange",
    "counter_leave",
    "counter_take",
    "queue_arrange",
    "queue_prepare",
    "ticket_call_next",
    "ticket_finish",
    "ticket_issue",
    "ticket_recall",
    "ticket_serve",
    "ticket_skip",
    "ticket_transfer",
    "visit_begin",
]
