"""What upper apps call: queue a message, keep a call."""

from kanim.exchange.inbox import (
    EventReused,
    MessageUnknown,
    UnableToReceive,
    callback_receive,
    callback_retry,
    result_receive,
)
from kanim.exchange.jobs import job_queue
from kanim.exchange.outbox import dispatch_queue, dispatch_retry

__all__ = [
    "EventReused",
    "MessageUnknown",
    "UnableToReceive",
    "callback_receive",
    "callback_retry",
    "dispatch_queue",
    "dispatch_retry",
    "job_queue",
    "result_receive",
]
