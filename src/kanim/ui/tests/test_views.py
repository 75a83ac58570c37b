import json
import re
from pathlib import Path

import polib
import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from kanim.ui import views
from kanim.ui.words import script_words

APP = Path(views.__file__).parent


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "?salah=1", "?halaman=24"])
def test_the_catalogue_shows_every_component(client, query):
    answer = client.get(reverse("ui:catalogue") + query)
    assert answer.status_code == 200
    page = answer.content.decode()
    for part in (
        "data-pen",
        "data-camera",
        "data-drop",
        "data-chart",
        "data-tabs",
        "ticket-number",
    ):
        assert part in page


@pytest.mark.django_db
def test_the_catalogue_is_not_part_of_an_office_in_service(client, settings):
    settings.DEBUG = settings.DEMO = False
    assert client.get(reverse("ui:catalogue")).status_code == 404


@pytest.mark.django_db
def test_pages_carry_nothing_that_the_policy_refuses(client):
    page = client.get(reverse("ui:catalogue") + "?salah=1").content.decode()
    assert not re.search(r"\sstyle=|\son\w+=|javascript:", page)
    for script in re.findall(r"<script(.*?)>", page):
        assert "src=" in script or 'type="application/json"' in script


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_error_pages_need_no_request(name):
    page = render_to_string(f"{name}.html")
    assert "refused-sentence" in page


def test_scripts_find_their_words_in_either_language():
    for language in ("id", "en"):
        with translation.override(language):
            words = json.loads(json.dumps(script_words()))
            assert all(words.values())
    said = set(
        re.findall(
            r'say\("([a-z_]+)"',
            "".join(path.read_text() for path in (APP.parents[2] / "frontend/src").glob("*.js")),
        )
    )
    assert said <= set(words)


def test_the_indonesian_catalogue_is_complete():
    catalogue = polib.pofile(str(APP / "locale/id/LC_MESSAGES/django.po"))
    assert not catalogue.untranslated_entries()
    assert not catalogue.fuzzy_entries()
