"""The official sheet: its table, and the paper."""

from datetime import UTC, datetime
from pathlib import Path

import pymupdf
import pytest

from kanim.sop import catalog as catalogs
from kanim.sop.sheet import Branch, sheet_table
from kanim.sop.sheet_paper import sheet_pdf

OFFICE = catalogs.load()
INVENTED = catalogs.load(Path(__file__).parent / "catalog")


@pytest.fixture(scope="module")
def table():
    return sheet_table(OFFICE.find("936"), OFFICE)


def test_columns_are_the_executors_of_the_sheet(table):
    assert table.columns == ("Pemohon", "Lantaskim", "Tikim", "Inteldakim")
    assert [row.column for row in table.rows] == [0, 0, 1, 1, 1, 1, 1, 2]
    assert [row.enters_from for row in table.rows] == [None, 0, 0, 1, 1, 1, 1, 1]


def test_symbols(table):
    assert [row.symbol[0] for row in table.rows] == ["t", "p", "p", "d", "d", "p", "p", "t"]


def test_a_call_stands_in_the_column_of_those_who_do_it(table):
    (branch,) = table.rows[3].branches
    assert branch == Branch(
        3, "rusak/hilang", "Berita acara pemeriksaan (BAP)", "bap", rejoins=True
    )
    assert table.rows[3].usual == "lengkap"


def test_quality_columns(table):
    assert table.rows[0].standard == "5 menit"
    assert table.rows[0].gives == ("Kode billing", "Jadwal kedatangan")
    assert table.rows[7].remark == "Permohonan selesai"


def test_english(table):
    english = sheet_table(OFFICE.find("936"), OFFICE, "en-gb")
    assert english.rows[6].title == "Hand over the passport"
    assert sheet_table(INVENTED.find("pinjam"), INVENTED, "en").rows[3].standard == "1 day"


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("sop", OFFICE.all(), ids=lambda sop: sop.short)
def test_paper_says_what_the_sheet_says(sop, language):
    pdf = sheet_pdf(sop, OFFICE, language, made_at=datetime(2026, 2, 5, tzinfo=UTC))
    document = pymupdf.open(stream=pdf)
    text = " ".join(" ".join(page.get_text() for page in document).split())
    assert sop.number in text
    for row in sop.rows:
        assert row.title.in_language(language) in text
    assert document[1].rect.width > document[1].rect.height
