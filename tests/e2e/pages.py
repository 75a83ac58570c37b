"""What a person does on any page: choose, tick, sign, submit, look."""

from __future__ import annotations

import math

from playwright.sync_api import Locator, Page, expect


def mark(box: Locator) -> None:
    """Choose or tick a box by its label, as people do; cards hide the box itself."""
    if not box.is_checked():
        box.locator("xpath=ancestor::label[1]").click()
    expect(box).to_be_checked()


def choose(page: Page, name: str, value: str) -> None:
    """Choose a radio button by name and value."""
    mark(page.locator(f"[name='{name}'][value='{value}']"))


def tick(page: Page, name: str) -> None:
    """Tick every box of a name, if there is one."""
    for box in page.locator(f"[name='{name}']").all():
        mark(box)


def fill(page: Page, **fields: str) -> None:
    """Type into fields by name; ``__`` stands for the dash between step and field."""
    for name, text in fields.items():
        page.fill(f"[name='{name.replace('__', '-')}']", text)


def send(page: Page) -> None:
    """Press the main button of the page's form."""
    with page.expect_navigation():
        page.locator("main form .form-end .btn-primary").last.click()


def send_well(page: Page) -> None:
    """Press the main button; nothing may be wrong with the form."""
    send(page)
    problems = page.locator("main .field-error, [data-error-summary], main .tone-bad")
    found = [text for text in problems.all_inner_texts() if text.strip()]
    assert found == [], page.url


def sign(page: Page, name: str) -> None:
    """Write a signature on the pad of a field."""
    pad = page.locator("[data-pen]").filter(has=page.locator(f"[name='{name}']"))
    canvas = pad.locator("canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    x, y, width, height = box["x"], box["y"], box["width"], box["height"]
    page.mouse.move(x + width * 0.1, y + height * 0.5)
    page.mouse.down()
    for dot in range(50):
        across, down = 0.1 + 0.014 * dot, 0.5 + 0.3 * math.sin(dot / 4)
        page.mouse.move(x + width * across, y + height * down)
    page.mouse.up()


def settle(page: Page) -> None:
    """Wait until htmx has finished with what it exchanged."""
    expect(
        page.locator(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added")
    ).to_have_count(0)


def heading(page: Page, text: str) -> None:
    """The page's heading says this."""
    expect(page.locator("h1").first).to_contain_text(text)
