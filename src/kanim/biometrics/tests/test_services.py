from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from PIL import ImageFilter

from kanim.audit.models import Entry
from kanim.biometrics import selectors, services
from kanim.biometrics.errors import (
    UnableToAcceptFingerprints,
    UnableToAcceptPhotograph,
    UnableToAcceptSignature,
    UnableToReadPicture,
)
from kanim.biometrics.models import Fingerprint, Photograph, Signature, State
from kanim.biometrics.samples import portrait_bytes
from kanim.biometrics.synthetic import fingerprint_png, signature_png
from kanim.biometrics.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def who():
    ctx = factories.context()
    return {"case": ctx.case, "duty": ctx.duty, "now": ctx.now}


def blurred(radius: int = 8) -> bytes:
    return factories.jpeg(factories.portrait().filter(ImageFilter.GaussianBlur(radius)))


def ten_fingers(who, **instead: int) -> None:
    for finger in range(1, 11):
        services.fingerprint_try(finger=finger, content=fingerprint_png(finger), **who)


def test_a_good_photograph_is_tried_and_accepted(who):
    draft = services.photograph_try(content=portrait_bytes(), **who)
    assert draft.acceptable
    photo = services.photograph_accept(**who)
    assert photo.state == State.CURRENT
    assert photo.person == who["case"].person
    assert selectors.photo_of(who["case"]) == photo
    assert selectors.photo_of(who["case"], State.DRAFT) is None


def test_the_picture_is_sealed_in_the_database(who):
    draft = services.photograph_try(content=portrait_bytes(), **who)
    with connection.cursor() as cursor:
        cursor.execute("select image from biometrics_photograph where id = %s", [draft.pk])
        stored = bytes(cursor.fetchone()[0])
    assert not stored.startswith(b"\xff\xd8")
    assert bytes(Photograph.objects.get(pk=draft.pk).image).startswith(b"\xff\xd8")


def test_a_failing_photograph_is_refused_with_what_to_do(who):
    services.photograph_try(content=blurred(), **who)
    with pytest.raises(UnableToAcceptPhotograph, match=r"lens|lensa"):
        services.photograph_accept(**who)


def test_a_reason_counts_only_after_three_tries(who):
    for tries in (1, 2, 3):
        draft = services.photograph_try(content=blurred(7 + tries), **who)
        assert draft.tries == tries
        if tries < 3:
            with pytest.raises(UnableToAcceptPhotograph), transaction.atomic():
                services.photograph_accept(override_reason="Bayi", **who)
    with pytest.raises(UnableToAcceptPhotograph), transaction.atomic():
        services.photograph_accept(override_reason="  ", **who)
    photo = services.photograph_accept(override_reason="Bayi berumur dua bulan", **who)
    assert photo.override_reason == "Bayi berumur dua bulan"
    logged = Entry.objects.get(verb="photograph.overridden")
    assert "Bayi berumur dua bulan" in logged.detail


def test_the_same_picture_sent_twice_is_one_try(who):
    services.photograph_try(content=blurred(), **who)
    assert services.photograph_try(content=blurred(), **who).tries == 1


def test_a_new_photograph_replaces_the_accepted_one(who):
    services.photograph_try(content=portrait_bytes(), **who)
    first = services.photograph_accept(**who)
    services.photograph_try(content=portrait_bytes(), **who)
    second = services.photograph_accept(**who)
    first.refresh_from_db()
    assert first.state == State.REPLACED
    assert selectors.photo_of(who["case"]) == second


def test_the_database_refuses_a_second_current_photograph(who):
    services.photograph_try(content=portrait_bytes(), **who)
    photo = services.photograph_accept(**who)
    photo.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        photo.save(force_insert=True)


def test_the_database_refuses_a_failing_photograph_without_reason(who):
    draft = services.photograph_try(content=blurred(), **who)
    draft.state = State.CURRENT
    with pytest.raises(IntegrityError), transaction.atomic():
        draft.save()


def test_nothing_to_accept(who):
    with pytest.raises(UnableToAcceptPhotograph):
        services.photograph_accept(**who)
    with pytest.raises(UnableToAcceptSignature):
        services.signature_accept(**who)
    with pytest.raises(UnableToAcceptFingerprints):
        services.fingerprints_accept(**who)


def test_text_is_no_picture(who):
    with pytest.raises(UnableToReadPicture):
        services.photograph_try(content=b"halo", **who)
    with pytest.raises(UnableToReadPicture):
        services.fingerprint_try(finger=1, content=b"halo", **who)
    with pytest.raises(UnableToReadPicture):
        services.signature_try(content=b"halo", **who)


def test_ten_fingers_are_accepted(who):
    ten_fingers(who)
    prints = services.fingerprints_accept(**who)
    assert len(prints) == 10
    assert [row.finger for row in selectors.fingerprints_of(who["case"])] == list(range(1, 11))
    assert Entry.objects.filter(verb="fingerprints.taken").exists()


def test_a_missing_finger_needs_a_reason(who):
    ten_fingers(who)
    Fingerprint.objects.filter(finger=4).delete()
    with pytest.raises(UnableToAcceptFingerprints), transaction.atomic():
        services.fingerprints_accept(**who)
    services.finger_excuse(finger=4, reason="amputated", **who)
    assert len(services.fingerprints_accept(**who)) == 10


def test_an_excuse_can_be_taken_back(who):
    services.finger_excuse(finger=4, reason="bandaged", **who)
    services.finger_excuse(finger=4, reason="", **who)
    assert not Fingerprint.objects.exists()


def test_a_print_replaces_an_excuse(who):
    services.finger_excuse(finger=4, reason="bandaged", **who)
    draft = services.fingerprint_try(finger=4, content=fingerprint_png(4), **who)
    assert draft.missing == ""
    assert draft.quality > 55


def test_the_best_of_three_poor_prints_is_kept(who):
    ten_fingers(who)
    Fingerprint.objects.filter(finger=5).delete()
    qualities = []
    for seed in (1, 2, 3):
        before = Fingerprint.objects.filter(finger=5).first()
        with pytest.raises(UnableToAcceptFingerprints), transaction.atomic():
            services.fingerprints_accept(**who)
        draft = services.fingerprint_try(finger=5, content=fingerprint_png(seed, noise=0.92), **who)
        qualities.append(draft.quality)
        assert before is None or draft.quality >= before.quality
    assert max(qualities) < 55
    services.fingerprints_accept(**who)


def test_the_database_refuses_a_finger_with_neither_print_nor_reason(who):
    with pytest.raises(IntegrityError), transaction.atomic():
        Fingerprint.objects.create(
            case=who["case"], finger=1, taken_by=who["duty"].user, taken_at=who["now"]
        )


def test_a_postage_stamp_is_no_fingerprint(who):
    with pytest.raises(UnableToReadPicture):
        services.fingerprint_try(finger=1, content=factories.png([[0] * 50] * 50), **who)


def test_a_signature_is_kept_and_accepted(who):
    services.signature_try(content=signature_png(1), **who)
    services.signature_try(content=signature_png(2), **who)
    assert Signature.objects.count() == 1
    assert services.signature_accept(**who) == selectors.signature_of(who["case"])


def test_an_empty_pad_is_no_signature(who):
    with pytest.raises(UnableToAcceptSignature):
        services.signature_try(content=factories.png([[255] * 400] * 200), **who)


def test_hands_take_one_query(who, django_assert_num_queries):
    ten_fingers(who)
    with django_assert_num_queries(1):
        hands = selectors.hands_of(who["case"])
    assert all(hand.is_settled for hand in hands)
    assert selectors.finger_to_show(hands) is None


def test_the_finger_just_tried_stays_until_it_is_clear(who):
    services.fingerprint_try(finger=3, content=fingerprint_png(1, noise=0.95), **who)
    hands = selectors.hands_of(who["case"])
    assert selectors.finger_to_show(hands, just_tried=3) == 3
    assert selectors.finger_to_show(hands) == 1
