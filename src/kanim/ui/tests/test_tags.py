from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils import translation

from kanim.ui.looks import STATUSES


def draw(source, **context):
    with translation.override("id"):
        return Template("{% load ui %}" + source).render(Context(context))


def test_a_day_tells_its_distance_in_working_days():
    day = date(2026, 11, 24)
    assert ">Sel, 24 Nov 2026</time>" in draw("{{ day|day }}", day=day)
    assert "Sel, 24 Nov 2026 · 3 hari kerja lagi" in draw("{{ day|day:3 }}", day=day)
    assert "Sel, 24 Nov 2026 · 2 hari kerja lalu" in draw("{{ day|day:-2 }}", day=day)
    assert "Sel, 24 Nov 2026 · hari ini" in draw("{{ day|day:0 }}", day=day)
    assert draw("{{ day|day }}", day=None) == ""


def test_a_moment_is_told_in_the_time_of_the_office():
    at = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)
    assert ">Sel, 24 Nov 2026 · 00.30</time>" in draw("{{ at|moment }}", at=at)
    assert ">Sel, 24 Nov 2026</time>" in draw("{{ at|day }}", at=at)


def test_codes_and_amounts():
    assert draw("{{ code|grouped }}", code="820260112345678").count("<span>") == 5
    assert draw("{{ n|rupiah }}", n=650000) == "Rp650.000"
    assert draw("{{ n|rupiah }}", n=None) == ""
    assert draw("{{ n|duration }}", n=4800) == "1 jam 20 mnt"


def test_what_people_type_is_escaped():
    assert "<b>" not in draw("{{ code|grouped }}", code="<b>x</b>")
    assert "<b>" not in draw("{% badge word %}", word="<b>x</b>")
    assert "<b>" not in draw('{% diagram "/x" text=word %}', word="<b>x</b>")


@pytest.mark.parametrize("code", STATUSES)
def test_every_status_has_shape_word_and_tone(code):
    drawn = draw("{% status code %}", code=code)
    assert "<use href=" in drawn
    assert str(STATUSES[code].word)
    assert f"tone-{STATUSES[code].tone}" in drawn


def test_a_countdown_starts_with_its_state():
    now = datetime.now(UTC)
    drawn = draw(
        "{% countdown due started %}",
        due=now - timedelta(minutes=14),
        started=now - timedelta(hours=1),
    )
    assert 'data-state="late"' in drawn
    assert "lewat 14 mnt" in drawn


def test_blocks_hold_their_content():
    assert "<p>isi</p>" in draw('{% card title="Judul" icon="x" %}<p>isi</p>{% endcard %}')
    assert 'role="alert"' in draw('{% note tone="bad" %}isi{% endnote %}')
    assert 'aria-label="Daftar"' in draw('{% table label="Daftar" %}<tbody></tbody>{% endtable %}')
    assert "Langkah 2 dari 5" in draw("{% progress 2 5 %}")


def test_a_fact_is_written_as_papers_write_it():
    assert ">18 Agustus 1979</time>" in draw("{{ v|fact }}", v=date(1979, 8, 18))
    assert draw("{{ v|fact }}", v="6371015808796490").count("<span>") == 4
    assert draw("{{ v|fact }}", v="0812 5012 3401") == "0812 5012 3401"
    assert draw("{{ v|fact }}", v="") == draw("{{ v|fact }}", v=None) == "–"
    assert "<b>" not in draw("{{ v|fact }}", v="<b>x</b>")
