import pytest

from kanim.icao import parse, repaired
from kanim.icao.tests.cases import ON

LINES = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
)


def misread(line, column, put):
    changed = list(LINES)
    text = changed[line - 1]
    changed[line - 1] = text[: column - 1] + put + text[column:]
    return tuple(changed)


@pytest.mark.parametrize(
    ("line", "column", "put"),
    [
        (2, 1, "I"),
        (2, 4, "B"),
        (2, 6, "O"),
        (2, 12, "I"),
        (2, 14, "1"),
        (2, 16, "8"),
        (2, 18, "I"),
        (2, 23, "Z"),
        (2, 30, "F"),
        (2, 32, "B"),
        (1, 3, "V"),
        (1, 6, "F"),
        (2, 44, "O"),
    ],
)
def test_a_misread_character_is_never_changed_but_its_repair_is_offered(line, column, put):
    lines = misread(line, column, put)
    zone = parse(lines, on=ON)

    assert zone.lines == lines
    if zone.valid:
        # A letter of a name has no check: nothing tells it from another.
        assert line == 1
        return
    assert LINES in {repaired(zone.lines, repair) for repair in zone.repairs}


def test_every_suggestion_settles_something_and_upsets_no_check():
    zone = parse(misread(2, 16, "8"), on=ON)

    assert zone.repairs
    for repair in zone.repairs:
        after = parse(repaired(zone.lines, repair), on=ON)
        assert repair.settles
        assert all(after.checks[name] for name in repair.settles)
        assert after.valid


def test_a_valid_zone_has_nothing_to_repair():
    assert parse(LINES, on=ON).repairs == ()
