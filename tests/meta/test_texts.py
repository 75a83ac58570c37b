"""Every text is there in both languages: complete, unambiguous, with the same placeholders."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import polib
import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "kanim"
APPS = sorted(
    path.name
    for path in SOURCE.iterdir()
    if path.is_dir() and ((path / "locale").exists() or (path / "apps.py").exists())
)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


def catalogue(app: str) -> polib.POFile:
    path = SOURCE / app / "locale" / "id" / "LC_MESSAGES" / "django.po"
    return polib.pofile(str(path)) if path.exists() else polib.POFile()


def extracted(app: str, folder: Path) -> polib.POFile:
    """The texts of an app as they stand in its code now."""
    target = folder / app
    shutil.copytree(
        SOURCE / app, target, ignore=shutil.ignore_patterns("*.mo", "dist", "tests", "migrations")
    )
    (target / "locale").mkdir(exist_ok=True)
    command = ["django-admin", "makemessages", "-l", "id", "--no-location", "--no-obsolete"]
    from sys import executable

    subprocess.run(
        [str(Path(executable).parent / command[0]), *command[1:]],
        cwd=target, check=True, capture_output=True,
    )  # fmt: skip
    path = target / "locale" / "id" / "LC_MESSAGES" / "django.po"
    return polib.pofile(str(path)) if path.exists() else polib.POFile()


@pytest.mark.parametrize("app", APPS)
def test_every_text_is_translated(app: str, tmp_path: Path):
    own = catalogue(app)
    known = {(entry.msgctxt, entry.msgid) for entry in own if not entry.obsolete}
    wanted = {(entry.msgctxt, entry.msgid) for entry in extracted(app, tmp_path)}
    assert sorted(text for _, text in wanted - known) == []
    assert [entry.msgid for entry in own if not entry.obsolete and not entry.translated()] == []


@pytest.mark.parametrize("app", APPS)
def test_translations_keep_their_placeholders(app: str):
    for entry in catalogue(app):
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text:
                assert set(PLACEHOLDER.findall(text)) <= set(
                    PLACEHOLDER.findall(entry.msgid + entry.msgid_plural)
                ), entry.msgid
