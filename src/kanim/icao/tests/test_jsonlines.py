import json

from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kanim.icao.commands import mrz
from kanim.icao.jsonlines import check_lines
from kanim.icao.tests.cases import ON, zones

LINES = [
    "P<UTOMXHMWD<<EBDALRXHYM<<<<<<<<<<<<<<<<<<<<<",
    "A2222222<0UTO7108215F04120411000146819<<<<44",
]


def test_one_answer_for_every_question():
    (said,) = check_lines([json.dumps({"lines": LINES}), "\n"], on=ON)

    assert said["format"] == "TD3"
    assert said["valid"] is True
    assert said["fields"] == {
        "document_code": "P",
        "issuing_state": "UTO",
        "document_number": "A2222222",
        "nationality": "UTO",
        "surname": "MXHMWD",
        "given_names": "EBDALRXHYM",
        "birth_date": "1971-08-21",
        "sex": "F",
        "expiry_date": "2004-12-04",
        "personal_number": "1000146819",
        "optional": "1000146819",
    }
    assert set(said["checks"].values()) == {True}
    assert said["problems"] == []
    assert {doubt["code"] for doubt in said["doubts"]} == {"specimen"}
    assert said["raw"]["birth_date"] == "710821"
    assert said["arabic_name"] == "محمود عبدالرحيم"


def test_every_public_case_is_answered_in_json():
    asked = [json.dumps({"lines": case["lines"]}) for case in zones()]
    said = list(check_lines(asked, on=ON))

    assert len(said) == len(asked)
    assert json.loads(json.dumps(said)) == said


def test_long_numbers_say_how_the_filler_was_weighed():
    case = next(case for case in zones() if case["lines"][0].startswith("I<PRT007777779"))
    (said,) = check_lines([json.dumps({"lines": case["lines"]})], on=ON)

    assert said["long_number"]["filler_counted"] is False


@given(st.text().filter(lambda text: bool(text.strip())) | st.binary().map(repr))
def test_a_line_that_is_none_is_answered_in_its_place(line):
    (said,) = check_lines([line], on=ON)

    assert said["valid"] is False
    assert said["problems"][0]["code"] == "unreadable"


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_any_json_is_answered(value):
    (said,) = check_lines([json.dumps({"lines": value})], on=ON)

    assert said["valid"] is False


def test_the_command_reads_a_file_and_standard_input(tmp_path):
    path = tmp_path / "zones.jsonl"
    path.write_text(json.dumps({"lines": LINES}), encoding="utf-8")
    runner = CliRunner()
    from_file = runner.invoke(mrz, ["check", str(path), "--on", "2026-07-01"])
    from_input = runner.invoke(
        mrz, ["check", "--on", "2026-07-01"], input=json.dumps({"lines": LINES})
    )

    assert from_file.exit_code == 0
    assert from_file.output == from_input.output
    assert json.loads(from_file.output)["valid"] is True
