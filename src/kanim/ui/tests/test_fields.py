from datetime import date

import pytest
from django import forms
from django.utils import translation

from kanim.ui.catalogue_forms import EveryField
from kanim.ui.controls import control_of, kind_of
from kanim.ui.renderer import Renderer
from kanim.ui.widgets import RadioCards


@pytest.fixture(autouse=True)
def _indonesian():
    with translation.override("id"):
        yield


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("name", "input"),
        ("kind", "choices"),
        ("papers", "choices"),
        ("office", "select"),
        ("note", "textarea"),
        ("secret", "secret"),
        ("scan", "file"),
        ("signature", "pen"),
        ("photo", "camera"),
        ("agreed", "check"),
    ],
)
def test_each_widget_has_its_control(name, kind):
    assert kind_of(EveryField().fields[name].widget) == kind


def test_a_date_uses_the_browsers_picker_and_comes_back_as_it_was():
    class Born(forms.Form):
        born = forms.DateField(initial=date(1989, 7, 1))

    html = control_of(Born()["born"]).html
    assert 'type="date"' in html
    assert 'value="1989-07-01"' in html
    sent = Born({"born": "1989-07-01"})
    assert sent.is_valid()
    assert 'value="1989-07-01"' in control_of(sent["born"]).html


def test_hints_stand_beside_their_choice():
    options = control_of(EveryField({"kind": "lost"})["kind"]).options
    assert [bool(option.hint) for option in options] == [True, True, True]
    assert ["checked" in option.html for option in options] == [False, False, True]


def test_an_error_is_announced_with_its_field():
    html = EveryField({}, renderer=Renderer())["name"].as_field_group()
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert "Wajib diisi." in html


def test_a_whole_form_lists_its_errors_with_links():
    html = str(EveryField({}, renderer=Renderer()))
    assert 'role="alert"' in html
    assert 'href="#id_name"' in html
    assert 'href="#id_kind"' in html
    assert 'id="id_kind"' in html


def test_several_files_may_be_asked_for():
    class Many(forms.FileInput):
        allow_multiple_selected = True

    class Papers(forms.Form):
        scans = forms.FileField(widget=Many({"multiple": True}))

    assert "multiple" in control_of(Papers()["scans"]).html


def test_radio_cards_keep_their_hints_when_the_form_is_copied():
    class Kind(forms.Form):
        kind = forms.ChoiceField(choices=[("a", "A")], widget=RadioCards(hints={"a": "petunjuk"}))

    assert control_of(Kind()["kind"]).options[0].hint == "petunjuk"
