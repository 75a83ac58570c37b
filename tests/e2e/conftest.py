"""The running office and a real browser, once for all browser tests."""

from __future__ import annotations

import io
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect, sync_playwright

from tests.e2e.people import People
from tests.e2e.running import PROJECT, RunningOffice

expect.set_options(timeout=20_000)

FACE = PROJECT / "src" / "kanim" / "biometrics" / "samples"


@pytest.fixture(scope="session")
def office() -> Iterator[RunningOffice]:
    """An office of its own, or the one that ``python -m tests.e2e.running`` keeps running."""
    kept = os.environ.get("KANIM_E2E_OFFICE")
    if kept:
        found = json.loads(Path(kept).read_text())
        running = RunningOffice(Path(found["folder"]), ports=found["ports"])
        yield running
        running.desk_close()
        return
    running = RunningOffice(PROJECT / "var" / "e2e")
    try:
        yield running.start()
    finally:
        running.stop()


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium with a camera that films a portrait."""
    film = tmp_path_factory.mktemp("camera") / "portrait.mjpeg"
    film.write_bytes(frame() * 30)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(),
            args=[
                "--no-sandbox",
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",
                f"--use-file-for-fake-video-capture={film}",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def crowd(office: RunningOffice, browser: Browser) -> Iterator[People]:
    """Everybody who has signed in so far."""
    people = People(office, browser)
    yield people
    people.close()


@pytest.fixture
def people(crowd: People, request: pytest.FixtureRequest) -> Iterator[People]:
    """Sign people in to browsers of their own; every page must stay free of errors."""
    crowd.take_complaints()
    yield crowd
    crowd.finish()
    assert crowd.take_complaints() == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):  # type: ignore[no-untyped-def]
    """Keep a picture of every page that is open when a test fails."""
    report = yield
    crowd = getattr(item, "funcargs", {}).get("people")
    if report.when == "call" and report.failed and crowd is not None:
        folder = PROJECT / "var" / "e2e-failed" / item.name
        shutil.rmtree(folder, ignore_errors=True)
        for context in crowd.contexts:
            for page in context.pages:
                name = page.url.rstrip("/").rpartition("://")[2].replace("/", "_")[-80:]
                page.screenshot(path=folder / f"{name}.png", full_page=True)
    return report


def frame() -> bytes:
    """What the camera sees: the sample portrait before a plain wall, with room above the head."""
    with Image.open(next(FACE.glob("*.jpg"))) as portrait:
        sitter = portrait.convert("RGB").resize((700, 900))
    wall = Image.new("RGB", (1280, 960), sitter.getpixel((12, 12)))
    wall.paste(sitter, (290, 60))
    out = io.BytesIO()
    wall.save(out, "JPEG", quality=95)
    return out.getvalue()


def chromium() -> str:
    """Where Chromium is."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise RuntimeError("Chromium is missing: bash tests/needs.sh installs it.")
