"""What people do wrong, and what breaks around them: nothing is done twice, nothing typed is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from kanim.biometrics.synthetic import fingerprint_png
from tests.e2e.pages import choose, fill, mark, send, send_well
from tests.e2e.papers import somebody
from tests.e2e.people import People
from tests.e2e.walk import Walk

pytestmark = pytest.mark.browser


def test_a_double_click_submits_once(people: People):
    walk = Walk(people, somebody("NURUL HIDAYAH")).begin("allocate")
    page = walk.step("agus", "Alokasikan blangko")
    with page.expect_navigation():
        page.locator(".form-end .btn-primary").dblclick()
    assert walk.stands["step"] == "print"
    events = walk.case("agus").locator("#history")
    expect(events.get_by_text("Alokasikan blangko")).to_have_count(1)


def test_a_second_officer_hears_who_was_first(people: People):
    walk = Walk(people, somebody("NURUL HIDAYAH")).begin("check")
    pages = [walk.step(name, "Periksa berkas") for name in ("budi", "siti")]
    for page in pages:
        for row in page.locator(".checklist fieldset").all():
            mark(row.locator("input[value=original]"))
        choose(page, "check-outcome", "complete")
    send_well(pages[0])
    send(pages[1])
    expect(pages[1].locator("main")).to_contain_text("Budi Santoso")
    expect(pages[1].locator("h1")).to_contain_text("sudah ditutup")
    assert walk.stands["step"] == "photograph"


def test_errors_keep_what_was_typed(people: People):
    page = people.page("nurul")
    page.goto("/paspor/mulai/")
    page.locator("label", has_text="Paspor baru").click()
    send_well(page)
    people.numbers.append(page.url.split("/paspor/")[1].split("/")[0])
    fill(page, name="Nurul Hidayah", nik="6371015705900001", birth_place="Martapura")
    fill(page, birth_date="1991-01-01", occupation="Bidan")
    choose(page, "sex", "F")
    choose(page, "civil_status", "single")
    send(page)
    expect(page.locator("main")).to_contain_text("NIK tidak")
    assert page.input_value("[name=occupation]") == "Bidan"
    assert page.input_value("[name=nik]") == "6371015705900001"
    page.goto("/paspor/")
    page.locator("main .tile a").first.click()
    assert page.input_value("[name=birth_place]") == "Martapura"


def test_a_lost_network_loses_nothing(people: People):
    page = people.page("nurul")
    page.goto("/paspor/mulai/")
    page.locator("label", has_text="Paspor baru").click()
    send_well(page)
    people.numbers.append(page.url.split("/paspor/")[1].split("/")[0])
    address = page.url
    fill(page, occupation="Nelayan", birth_place="Kotabaru")
    expect(page.locator(".draft-note")).not_to_be_empty()
    page.context.set_offline(True)
    page.locator(".form-end .btn-primary").click()
    page.wait_for_timeout(500)
    page.context.set_offline(False)
    page.goto(address)
    assert page.input_value("[name=occupation]") == "Nelayan"
    assert page.input_value("[name=birth_place]") == "Kotabaru"


def test_an_upload_without_network_says_so_and_can_be_repeated(people: People):
    walk = Walk(people, somebody("NURUL HIDAYAH")).begin("photograph")
    page = walk.step("dewi", "Ambil sidik jari")
    print_of_thumb = {"name": "1.png", "mimeType": "image/png", "buffer": fingerprint_png(1)}
    page.context.set_offline(True)
    page.set_input_files("[name=fingerprint-finger_1]", files=[print_of_thumb])
    expect(page.locator("[data-messages]")).to_contain_text("terputus")
    page.context.set_offline(False)
    page.set_input_files("[name=fingerprint-finger_1]", files=[])
    page.set_input_files("[name=fingerprint-finger_1]", files=[print_of_thumb])
    expect(page.locator(".hands-sum")).to_contain_text("1 dari 10")


def test_a_form_is_filled_in_by_keyboard_alone(people: People):
    walk = Walk(people, somebody("NURUL HIDAYAH")).begin("archive")
    page = walk.step("fajar", "Arsipkan berkas")
    page.locator("[name='archive-box']").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("14")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("B2")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert walk.stands["end"] == "archived"


def test_the_way_through_the_office_by_keyboard(people: People):
    walk = Walk(people, somebody("NURUL HIDAYAH")).begin("allocate")
    page = people.page("agus")
    page.goto("/kerja/")
    page.keyboard.press("/")
    page.keyboard.type(walk.number)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text(walk.number)


def test_somebody_elses_application_stays_unseen(people: People):
    walk = Walk(people, somebody("NURUL HIDAYAH")).begin("pay")
    page = people.page("ahmad")
    answer = page.goto(f"/perkara/{walk.number}/")
    assert answer is not None and answer.status == 404
    expect(page.locator("body")).not_to_contain_text("NURUL")
