"""Released versions never change: a case keeps the version that it began with.

``catalog/released.lock`` holds a line per released version: short name, version, digest.
"""

from __future__ import annotations

from collections.abc import Iterator

from kanim.sop.catalog import Catalog
from kanim.sop.schema import Sop

LOCK = "released.lock"
_HEADER = "# Released versions and their digests. Added to by 'kanim sop release', never edited.\n"
Released = dict[tuple[str, str], str]


class UnableToRelease(Exception):
    """A released version was changed or removed."""


def read_lock(catalog: Catalog) -> Released:
    """Digests of the released versions, by short name and version."""
    path = catalog.directory / LOCK
    if not path.exists():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    entries = [line.split() for line in lines if line and not line.startswith("#")]
    return {(short, version): digest for short, version, digest in entries}


def changes(catalog: Catalog) -> list[str]:
    """A sentence for each released version that is no longer what it was."""
    return list(_changes(catalog, read_lock(catalog)))


def _changes(catalog: Catalog, released: Released) -> Iterator[str]:
    present = {_key(sop): sop.digest for sop in catalog.all()}
    for (short, version), digest in released.items():
        now = present.get((short, version))
        if now is None:
            yield f"{short}/{version} was released and is gone; put it back"
        elif now != digest:
            yield f"{short}/{version} was released and has changed; put it back and add a version"


def unreleased(catalog: Catalog) -> list[Sop]:
    """Versions that may still change."""
    released = read_lock(catalog)
    return [sop for sop in catalog.all() if _key(sop) not in released]


def release(catalog: Catalog) -> list[Sop]:
    """Put all versions under the lock; those that are new there."""
    if sentences := changes(catalog):
        raise UnableToRelease("; ".join(sentences))
    new = unreleased(catalog)
    released = read_lock(catalog) | {_key(sop): sop.digest for sop in new}
    lines = [f"{short} {version} {digest}\n" for (short, version), digest in released.items()]
    path = catalog.directory / LOCK
    path.write_text(_HEADER + "".join(sorted(lines)), encoding="utf-8")
    return new


def _key(sop: Sop) -> tuple[str, str]:
    return sop.short, str(sop.version)
