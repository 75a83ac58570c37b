"""The public cases that these tests read, and the day on which they are read."""

import json
from datetime import date
from pathlib import Path

HERE = Path(__file__).parent / "data"
ON = date(2026, 7, 1)


def zones():
    return json.loads((HERE / "mrz_cases.json").read_text(encoding="utf-8"))


def names():
    return json.loads((HERE / "mrz_name_cases.json").read_text(encoding="utf-8"))
