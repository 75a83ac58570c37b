import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanim.icao import UnableToCompose, compose_name, is_written_as, split_name
from kanim.icao.names import may_be_truncated
from kanim.icao.tests.cases import names
from kanim.icao.tests.strategies import words

CASES = names()["truncation_and_layout"]


def element(case):
    # One line is misprinted in ICAO's text; the case says how long it should be.
    line = case["mrz_line"].ljust(case["expected_length"], "<")
    return line if case["format"] == "TD1" else line[5:]


def fits(case):
    primary, secondary = case["primary"].replace("’", ""), case["secondary"]
    return len(primary) + (2 + len(secondary) if secondary else 0) <= len(element(case))


def named(case):
    return f"{case['format']} {case['mrz_line']}"


@pytest.mark.parametrize("case", [c for c in CASES if fits(c)], ids=named)
def test_names_that_fit_are_written_as_icao_writes_them(case):
    raw = element(case)

    assert compose_name(case["primary"], case["secondary"], len(raw)) == raw


@pytest.mark.parametrize("case", CASES, ids=named)
def test_every_truncation_that_icao_shows_is_recognised(case):
    assert is_written_as(element(case), case["primary"], case["secondary"])


@pytest.mark.parametrize("case", [c for c in CASES if not fits(c)], ids=named)
def test_our_truncation_keeps_to_the_rules(case):
    width = len(element(case))
    raw = compose_name(case["primary"], case["secondary"], width)

    assert len(raw) == width
    assert may_be_truncated(raw)
    assert is_written_as(raw, case["primary"], case["secondary"])


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (39, "NILAVADHANANANDA<<ARNPOL<PETCH<CHARONGU"),
        (31, "BENNELONG<WOOLOOMOOLOO<W<W<<D<P"),
    ],
)
def test_components_are_cut_from_the_last_and_each_keeps_its_initial(width, line):
    name = {
        39: ("NILAVADHANANANDA", "ARNPOL PETCH CHARONGUANG"),
        31: ("BENNELONG WOOLOOMOOLOO WARRANDYTE WARNAMBOOL", "DINGO POTOROO"),
    }[width]

    assert compose_name(*name, width) == line


def test_a_name_without_a_surname_stands_in_the_primary_identifier():
    assert compose_name("", "Siti Aminah", 39) == "SITI<AMINAH".ljust(39, "<")
    assert compose_name("SUPARMAN", "", 39) == "SUPARMAN".ljust(39, "<")
    assert split_name("SUPARMAN".ljust(39, "<")) == ("SUPARMAN", "")


def test_no_name_at_all_is_refused():
    with pytest.raises(UnableToCompose):
        compose_name(" ", "'", 39)


def test_a_different_name_is_not_recognised():
    raw = compose_name("VAN DER MUELLEN", "MARTIN", 39)

    assert not is_written_as(raw, "VAN DER MUELLEN", "MARTINA")
    assert not is_written_as(raw, "VAN DE MUELLEN", "MARTIN")


@given(
    st.lists(words, min_size=1, max_size=12),
    st.lists(words, max_size=12),
    st.sampled_from([30, 31, 39]),
)
def test_whatever_the_name_it_fits_and_is_recognised(primary, secondary, width):
    raw = compose_name(" ".join(primary), " ".join(secondary), width)

    assert len(raw) == width
    shown, _, rest = raw.rstrip("<").partition("<<")
    assert bool(rest) is bool(secondary)
    for part, full in zip(shown.split("<"), primary, strict=False):
        assert full.startswith(part)
        assert part
