"""The commands ``kanim sop …``."""

import json

import pytest
from click.testing import CliRunner

from kanim.sop.checks import Known
from kanim.sop.commands import sop


def run(*arguments, **options):
    return CliRunner().invoke(sop, arguments, **options)


def test_list():
    listed = json.loads(run("list", "--json").output)
    assert listed[0] == {
        "number": "WIM.19.GR.01.02-936",
        "short": "936",
        "version": "2026-02-05",
        "title": {
            "id": "Penerbitan paspor baru dan penggantian melalui aplikasi M-Paspor",
            "en": "New and replacement passports through the M-Paspor app",
        },
        "rows": 8,
        "source": "sheet",
    }
    assert "bap" in run("list").output


@pytest.mark.parametrize("handle", ["936", "WIM.19.GR.01.02-936"])
def test_show(handle):
    shown = json.loads(run("show", handle, "--json").output)
    row = shown["rows"][1]
    assert (row["row"], row["lane"], row["standard_seconds"]) == ("2", "pemohon", 180)
    assert row["needs"] == [{"id": "Bukti pendaftaran paspor", "en": "Proof of registration"}]
    step = row["steps"][0]
    assert step["id"] == "pay"
    assert step["deadline"]["within"] == "2 h"
    assert step["deadline"]["else"] == "end expired"
    assert "pay: payments.settle" in run("show", handle).output


def test_show_says_null_where_the_sheet_is_blank():
    shown = json.loads(run("show", "bap", "--json", "--version", "2026-02-05").output)
    assert [row["standard_seconds"] for row in shown["rows"]] == [None, None, None]


def test_unknown_handle_is_a_sentence():
    result = run("show", "1")
    assert result.exit_code == 1
    assert "there is no SOP 1" in result.output


def test_bpmn(tmp_path):
    assert 'id="sop_936"' in run("bpmn", "936").output
    assert run("bpmn", "936", "--output", str(tmp_path / "x.bpmn")).exit_code == 0
    assert (tmp_path / "x.bpmn").read_bytes().startswith(b"<?xml")


def test_sheet(tmp_path):
    assert run("sheet", "936", "--pdf", str(tmp_path / "x.pdf")).exit_code == 0
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")


def test_check():
    assert "no problems" in run("check").output
    result = run("check", obj=Known(activities={}))
    assert result.exit_code == 1
    assert "unknown activity 'application.submit'" in result.output


def test_help_teaches():
    assert "HANDLE is the short number" in run("--help").output
