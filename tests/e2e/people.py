"""People of the demo office, each with a browser of their own."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from kanim.config.demo.office import demo_password
from tests.e2e.running import RunningOffice

# What Chromium itself says when a page answers 4xx or the network is off; the page handles both.
HARMLESS = (
    "Failed to load resource: the server responded with a status of 4",
    "htmx:sendError",
    "htmx:sendAbort",
    "htmx:afterRequest",
)
OFFLINE = "net::ERR_INTERNET_DISCONNECTED"
DESK = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}


@dataclass
class People:
    """Signed-in pages by sign-in name, and what their consoles complained about.

    Pages live as long as the browser, so that every officer signs in once.
    """

    office: RunningOffice
    browser: Browser
    pages: dict[str, Page] = field(default_factory=dict)
    contexts: list[BrowserContext] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)

    def visitor(self, *, phone: bool = False, dark: bool = False) -> Page:
        """A page of somebody who has not signed in."""
        context = self.browser.new_context(
            viewport=PHONE if phone else DESK,
            locale="id-ID",
            permissions=["camera", "clipboard-read", "clipboard-write"],
            base_url=self.office.url,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        self.contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: dialog.accept())
        return page

    def page(self, username: str, *, phone: bool = False) -> Page:
        """The page of a demo account, signed in."""
        if username not in self.pages:
            page = self.visitor(phone=phone)
            self.sign_in(page, username)
            self.pages[username] = page
        return self.pages[username]

    def sign_in(self, page: Page, username: str, password: str = "") -> None:
        """Sign a page in."""
        page.goto("/masuk/login/")
        page.fill("input[name=login]", username)
        page.fill("input[name=password]", password or demo_password())
        page.click("main form .btn-primary")
        page.wait_for_url(lambda url: "/login" not in url)

    def take_complaints(self) -> list[str]:
        """What was complained about since the last time."""
        found, self.complaints = self.complaints, []
        return found

    def finish(self) -> None:
        """Cancel the applications that a test left open."""
        for number in self.numbers:
            self.office.do("cancel", number=number)
        self.numbers.clear()

    def close(self) -> None:
        """Close all browsers."""
        for context in self.contexts:
            context.close()

    def _heard(self, message: ConsoleMessage) -> None:
        text = message.text
        if message.type == "error" and not text.startswith(HARMLESS) and OFFLINE not in text:
            self.complaints.append(f"{text} ({message.location.get('url')})")
