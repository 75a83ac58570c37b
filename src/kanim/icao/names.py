"""The name element: ICAO Doc 9303 part 3 section 4.6, and the truncation rules of parts 4 to 7.

Two fillers part the primary identifier from the secondary, one filler parts their components.
A name without a surname stands whole in the primary identifier.
"""

from kanim.icao.check_digits import FILLER
from kanim.icao.transliteration import transliterate

_BETWEEN = FILLER * 2


class UnableToCompose(ValueError):
    """A value cannot stand in a machine readable zone."""


def split_name(raw: str) -> tuple[str, str]:
    """Read a name element into surname and given names (ICAO Doc 9303 part 3, section 4.6)."""
    primary, _, secondary = raw.strip(FILLER).partition(_BETWEEN)
    return primary.replace(FILLER, " "), " ".join(secondary.replace(FILLER, " ").split())


def compose_name(surname: str, given_names: str, width: int, *, language: str | None = None) -> str:
    """Write a name element of `width`, truncated as parts 4 to 7 of ICAO Doc 9303 allow.

    Without a surname the given names are the primary identifier, and the other way round.
    """
    primary = transliterate(surname, language=language).split()
    secondary = transliterate(given_names, language=language).split()
    if not primary:
        primary, secondary = secondary, []
    if not primary:
        raise UnableToCompose("A name is needed. Enter at least one of surname and given names.")
    return _joined(*_fitted(primary, secondary, width)).ljust(width, FILLER)


def may_be_truncated(raw: str) -> bool:
    """Tell whether a letter stands in the last place: the sign of truncation in parts 4 to 7."""
    return not raw.endswith(FILLER)


def is_written_as(raw: str, surname: str, given_names: str, *, language: str | None = None) -> bool:
    """Tell whether a name element may stand for this name, in full or truncated (parts 4 to 7).

    Truncated, each component keeps at least its first letter, in order; components may only be
    missing at the end of either identifier, and the element is full to its last place.
    """
    primary = transliterate(surname, language=language).split()
    secondary = transliterate(given_names, language=language).split()
    if not primary:
        primary, secondary = secondary, []
    if raw == _joined(primary, secondary).ljust(len(raw), FILLER):
        return True
    if not may_be_truncated(raw):
        return False
    shown_primary, _, shown_secondary = raw.partition(_BETWEEN)
    if secondary and not shown_secondary:
        return False
    return _begins(shown_primary, primary) and _begins(shown_secondary, secondary)


def _begins(shown: str, whole: list[str]) -> bool:
    parts = shown.split(FILLER) if shown else []
    if len(parts) > len(whole):
        return False
    return all(part and full.startswith(part) for part, full in zip(parts, whole, strict=False))


def _joined(primary: list[str], secondary: list[str]) -> str:
    text = FILLER.join(primary)
    return f"{text}{_BETWEEN}{FILLER.join(secondary)}" if secondary else text


def _fitted(primary: list[str], secondary: list[str], width: int) -> tuple[list[str], list[str]]:
    """Shorten components from the last, leaving each its initial, until the name fits."""
    if len(_joined(primary, secondary)) <= width:
        return primary, secondary
    primary, secondary = _dropped(primary, secondary, width)
    room = width - len(_joined(primary, secondary)) + sum(map(len, primary + secondary))
    kept: list[str] = []
    left = len(primary) + len(secondary)
    for component in primary + secondary:
        left -= 1
        kept.append(component[: room - left])
        room -= len(kept[-1])
    return kept[: len(primary)], kept[len(primary) :]


def _dropped(primary: list[str], secondary: list[str], width: int) -> tuple[list[str], list[str]]:
    """Leave out last components while not even the initials fit; each identifier keeps one."""

    def initials() -> str:
        return _joined(["A"] * len(primary), ["A"] * len(secondary))

    primary, secondary = list(primary), list(secondary)
    while len(initials()) > width:
        shrinking = secondary if len(secondary) > 1 else primary
        shrinking.pop()
    return primary, secondary
