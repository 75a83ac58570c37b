"""What holds for every document: reading gives back what was written, and errors are noticed."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kanim.icao import check_digit, compose, parse
from kanim.icao.check_digits import DIGITS
from kanim.icao.formats import LAYOUTS
from kanim.icao.tests.cases import ON
from kanim.icao.tests.strategies import composed

# Suggestions read a zone many times; a busy machine is no failure.
unhurried = settings(deadline=None)


@unhurried
@given(composed())
def test_reading_gives_back_what_was_composed(drawn):
    kind, document, counted = drawn
    zone = parse(compose(kind, document, filler_counted=counted), on=ON)

    assert zone.format is kind
    assert zone.valid, zone.problems
    assert zone.problems == ()
    for name in (
        "document_code", "issuing_state", "document_number", "surname", "given_names",
        "nationality", "birth_date", "sex", "expiry_date",
    ):  # fmt: skip
        assert getattr(zone, name) == getattr(document, name)
    if zone.long_number is None:
        first = next(n for n in ("optional1", "personal_number", "optional") if n in zone.values)
        assert zone.values[first] == document.optional
    assert zone.values.get("optional2", "") == document.optional2


@unhurried
@given(composed())
def test_composing_what_was_read_gives_the_same_lines(drawn):
    kind, document, counted = drawn
    lines = compose(kind, document, filler_counted=counted)
    zone = parse(lines, on=ON)

    assert zone.lines == lines
    assert "".join(zone.lines) == zone.text


@unhurried
@given(composed(), st.data())
def test_any_single_altered_digit_that_a_check_covers_is_noticed(drawn, data):
    """7, 3 and 1 share no factor with 10, so no digit can stand for another one."""
    kind, document, counted = drawn
    text = "".join(compose(kind, document, filler_counted=counted))
    layout = LAYOUTS[kind]
    covered = {at for check in layout.checks for at in check.covered()}
    position = data.draw(st.sampled_from(sorted(at for at in covered if text[at] in DIGITS)))
    other = data.draw(st.sampled_from(DIGITS.replace(text[position], "")))
    altered = text[:position] + other + text[position + 1 :]
    zone = parse(
        [altered[at : at + layout.width] for at in range(0, len(altered), layout.width)], on=ON
    )

    assert False in zone.passed
    assert not zone.valid


@given(st.text("0123456789", min_size=1, max_size=39), st.data())
def test_what_the_weights_cannot_notice_is_known(text, data):
    """A, K and U weigh as 0 does; so do others ten apart. The alphabet has to notice these."""
    position = data.draw(st.integers(0, len(text) - 1))
    same = "KLMNOPQRST"[int(text[position])]

    assert check_digit(text[:position] + same + text[position + 1 :]) == check_digit(text)


@given(st.text("0123456789", min_size=2, max_size=39), st.data())
def test_swapped_neighbours_are_noticed_unless_they_are_five_apart(text, data):
    at = data.draw(st.integers(0, len(text) - 2))
    assume(text[at] != text[at + 1])
    swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    five_apart = abs(int(text[at]) - int(text[at + 1])) == 5

    assert (check_digit(swapped) == check_digit(text)) is five_apart


@unhurried
@given(composed(), st.data())
def test_valid_means_exactly_that_there_is_no_problem(drawn, data):
    kind, document, _ = drawn
    lines = list(compose(kind, document))
    row = data.draw(st.integers(0, len(lines) - 1))
    column = data.draw(st.integers(0, len(lines[0]) - 1))
    put = data.draw(st.sampled_from("0159AIOSVXZ<a?é٣"))
    lines[row] = lines[row][:column] + put + lines[row][column + 1 :]
    zone = parse(lines, on=ON)

    assert zone.valid is (zone.problems == ())
    assert zone.fields is not None
    # A suggestion changes one character, to one that may stand there.
    for repair in zone.repairs:
        assert zone.lines[repair.line - 1][repair.column - 1] == repair.found
        assert repair.suggested != repair.found


@unhurried
@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_text_is_read_without_a_crash(lines):
    zone = parse(lines, on=ON)

    assert zone.valid is (zone.problems == ())
    assert zone.doubts is not None
    assert zone.repairs is not None
    assert zone.fields is not None


@unhurried
@given(st.sampled_from([(2, 44), (2, 36), (3, 30)]), st.data())
def test_any_text_of_the_right_size_is_read_without_a_crash(size, data):
    alphabet = st.characters() | st.sampled_from("P<IDNV0123456789MF")
    line = st.text(alphabet, min_size=size[1], max_size=size[1])
    zone = parse(data.draw(st.lists(line, min_size=size[0], max_size=size[0])), on=ON)

    assert zone.valid is (zone.problems == ())
    assert zone.fields is not None
