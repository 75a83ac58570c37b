"""Reading catalogue files: what they become, and what they may not say."""

from datetime import date
from pathlib import Path

import pytest

from kanim.sop import catalog as catalogs
from kanim.sop.catalog import UnknownSop
from kanim.sop.loader import UnableToLoadSop, load_sop
from kanim.sop.schema import Call, Deadline, Duration, EarlyWarning, Finish, Goto, Next, NotBefore

INVENTED = catalogs.load(Path(__file__).parent / "catalog")
SOURCE = Path(__file__).parent / "catalog/pinjam/2026-01-01.yaml"


@pytest.fixture
def pinjam():
    return INVENTED.find("pinjam")


@pytest.fixture
def changed(tmp_path):
    """Load the invented SOP with one piece of its text replaced."""

    def load(old, new):
        text = SOURCE.read_text()
        assert old in text
        path = tmp_path / "pinjam/2026-01-01.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.replace(old, new, 1))
        return load_sop(path)

    return load


def test_steps_take_the_lane_of_their_row(pinjam):
    assert pinjam.step("search").lane == "pustakawan"
    assert pinjam.step("reserve").lane == "kepala"


def test_routes(pinjam):
    step = pinjam.step("bring_back")
    call = Call("denda", (("paid", Next()), ("waived", Next()), ("banned", Finish("banned"))))
    assert step.routes == (("on_time", Next()), ("late", call))
    assert pinjam.step("reserve").target("yes") == Goto("search")
    assert pinjam.step("reserve").target("unrouted") == Next()


def test_yes_and_no_are_words(pinjam):
    assert [outcome for outcome, _ in pinjam.step("reserve").routes] == ["yes", "no"]


def test_deadlines(pinjam):
    assert pinjam.step("ask").deadline == Deadline(Finish("forgotten"), within=Duration(2, "h"))
    warning = EarlyWarning(Duration(2, "d"), "library.remind")
    expected = Deadline(Goto("chase"), until="library.due_day", warnings=(warning,))
    assert pinjam.step("bring_back").deadline == expected
    assert pinjam.step("bring_back").not_before == NotBefore("hand_out", Duration(1, "wd"))


def test_next_passes_over_asides(pinjam):
    assert pinjam.following("search") == Goto("register")
    assert pinjam.following("shelve") == Finish("returned")


def test_standard_times(pinjam):
    assert [row.standard_seconds for row in pinjam.rows] == [120, 600, 180, "day"]
    assert INVENTED.find("denda").rows[0].standard_seconds is None


def test_columns_name_the_machine_last(pinjam):
    assert pinjam.columns == ("anggota", "pustakawan", "kepala", "sistem")


def test_comments_do_not_change_the_digest(changed, pinjam):
    assert changed("number:", "# remark\nnumber:").digest == pinjam.digest
    assert changed("standard: 2 min", "standard: 3 min").digest != pinjam.digest


@pytest.mark.parametrize(
    ("old", "new", "row", "sentence"),
    [
        ("standard: 2 min", "standard: 2 minutes", "1", "'2 minutes' is no length of time"),
        ("en: Ask for a book}", "en: }", "1", "a text is wanted where None stands"),
        (", en: Ask for a book}", "}", "1", "a text lacks 'en'"),
        ("sitting: desk", "siting: desk", "3", "the step 'stamp' does not know 'siting'"),
        ("aside: true", "aside: maybe", "2", "true or false is wanted where 'maybe' stands"),
        ("within: 2 h, else", "within: 2 h, until: x, else", "1", "either 'within' or 'until'"),
        ("else: end forgotten", "else: next", "1", "not to 'next'"),
        ("missing: reserve", "missing: end a b", "2", "'end a b' is no target"),
        ("- ask: library.ask", "- lane: anggota", "1", "not with 'lane'"),
        (
            "- ask: library.ask\n        deadline: {within: 2 h, else: end forgotten}",
            "- ask",
            "1",
            "a step begins with its id and activity",
        ),
        ("unit: perpustakaan\n", "", None, "an SOP lacks 'unit'"),
        ("result: granted", "result: fine", None, "'fine' is none of granted"),
        ("version: 2026-01-01", "version: first", None, "a date such as 2026-02-05"),
        ("unit:", "lanes: []\nunit:", None, "'lanes' stands twice in one mapping"),
        ("unit:", "unit: {", None, "line 6: did not find expected"),
    ],
)
def test_errors_say_where_and_what(changed, old, new, row, sentence):
    with pytest.raises(UnableToLoadSop) as caught:
        changed(old, new)
    assert caught.value.file == "pinjam/2026-01-01.yaml"
    assert caught.value.row == row
    assert sentence in caught.value.sentence


def test_catalog_finds_by_short_and_full_number():
    catalog = catalogs.load()
    assert catalog.find("936") is catalog.find("wim.19.gr.01.02-936")
    with pytest.raises(UnknownSop, match="there is no SOP 1"):
        catalog.find("1")


def test_catalog_knows_what_is_in_force(tmp_path):
    for version in ("2026-01-01", "2027-01-01"):
        path = tmp_path / f"pinjam/{version}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(SOURCE.read_text().replace("version: 2026-01-01", f"version: {version}"))
    for name in ("lanes", "units", "outcomes"):
        (tmp_path / f"{name}.yaml").write_text("{}")
    catalog = catalogs.load(tmp_path)
    assert catalog.current("pinjam", date(2026, 12, 31)).version == date(2026, 1, 1)
    assert catalog.current("pinjam", date(2027, 1, 1)).version == date(2027, 1, 1)
    assert catalog.version("pinjam", date(2026, 1, 1)).version == date(2026, 1, 1)
    assert [sop.version.year for sop in catalog.newest()] == [2027]
    with pytest.raises(UnknownSop, match="not yet in force"):
        catalog.current("pinjam", date(2025, 1, 1))
    with pytest.raises(UnknownSop, match="no version"):
        catalog.version("pinjam", date(2025, 1, 1))


def test_a_file_is_named_by_its_version(tmp_path):
    path = tmp_path / "pinjam/2025-01-01.yaml"
    path.parent.mkdir()
    path.write_text(SOURCE.read_text())
    with pytest.raises(UnableToLoadSop, match="version of 2026-01-01"):
        catalogs.load(tmp_path)


def test_sheet_936_has_its_rows():
    sop = catalogs.load().find("936")
    assert [row.standard_seconds for row in sop.rows] == [300, 180, 60, 240, 600, 240, 180, 180]
    assert "".join(row.lane[0] for row in sop.rows) == "pplllllt"
    assert sop.called == ("bap", "cekal", "pembatalan")
