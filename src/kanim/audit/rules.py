"""How the audit trail's hashes are made, and what a broken chain looks like. Pure.

The database computes the same hash in the trigger ``audit_entry_chain``; this is a second opinion.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

SEPARATOR = chr(31)
ORIGIN = "0" * 64

Fault = Literal["missing", "unlinked", "altered", "cut", "unlike"]


@dataclass(frozen=True, slots=True)
class Link:
    """One entry as it is hashed: every value as text, ``at`` in UTC with microseconds."""

    chain: int
    sequence: int
    previous: str
    at: str
    actor: str
    office: str
    verb: str
    target: str
    detail: str
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """The newest entry of a chain: its number and hash."""

    sequence: int
    hash: str


@dataclass(frozen=True, slots=True)
class Broken:
    """The first entry that does not hold, and how.

    ``missing``: it is not there. ``unlinked``: it does not follow the one before. ``altered``: its
    content is not what was hashed. ``cut``: entries after it are gone. ``unlike``: the chain was
    written anew since its head was noted elsewhere.
    """

    chain: int
    sequence: int
    fault: Fault


def link_hash(link: Link) -> str:
    """The SHA-256 that the entry must carry, 64 hex digits."""
    parts = (
        str(link.chain),
        str(link.sequence),
        link.previous,
        link.at,
        link.actor,
        link.office,
        link.verb,
        link.target,
        link.detail,
    )
    return hashlib.sha256(SEPARATOR.join(parts).encode()).hexdigest()


def first_broken(
    links: Iterable[Link], heads: Mapping[int, Head], noted: Mapping[int, Head] | None = None
) -> Broken | None:
    """Walk links in order of chain and sequence; the first that does not hold, or None.

    ``heads`` is what the database says the chains end with; ``noted`` what somebody wrote down
    earlier, which the chains must still contain.
    """
    reached: dict[int, Head] = {}
    for link in links:
        before = reached.get(link.chain, Head(0, ORIGIN))
        fault = _fault(link, before)
        if fault:
            return Broken(
                link.chain, before.sequence + 1 if fault == "missing" else link.sequence, fault
            )
        reached[link.chain] = Head(link.sequence, link.hash)
        if noted and _differs(link, noted.get(link.chain)):
            return Broken(link.chain, link.sequence, "unlike")
    return next(_cut(reached, heads, noted or {}), None)


def _fault(link: Link, before: Head) -> Fault | None:
    if link.sequence != before.sequence + 1:
        return "missing"
    if link.previous != before.hash:
        return "unlinked"
    return None if link.hash == link_hash(link) else "altered"


def _differs(link: Link, noted: Head | None) -> bool:
    return noted is not None and noted.sequence == link.sequence and noted.hash != link.hash


def _cut(
    reached: Mapping[int, Head], heads: Mapping[int, Head], noted: Mapping[int, Head]
) -> Iterator[Broken]:
    for chain in sorted({*reached, *heads, *noted}):
        got = reached.get(chain, Head(0, ORIGIN))
        claimed = heads.get(chain)
        if claimed != got or noted.get(chain, got).sequence > got.sequence:
            yield Broken(chain, got.sequence, "cut")
