"""The queues that an office has from its first day. An office may change every figure of them."""

from __future__ import annotations

from kanim.tickets.models import Counter, TicketClass

CUSTOMER_SERVICE = "A"
BIOMETRICS = "B"
COLLECTION = "C"
PRIORITY = "P"

# Service minutes: the standard times of SOP 936, rows 4, 5 and 7, and of SOP 898, row 3.
CLASSES = {
    CUSTOMER_SERVICE: {
        "title_id": "Layanan pelanggan",
        "title_en": "Customer service",
        "weight": 10,
        "service_minutes": 4,
        "at_kiosk": True,
        "activities": ["dossier.check", "dossier.complete"],
    },
    BIOMETRICS: {
        "title_id": "Biometrik dan wawancara",
        "title_en": "Biometrics and interview",
        "weight": 20,
        "service_minutes": 10,
        "activities": ["biometrics.photograph", "biometrics.fingerprint", "biometrics.sign"],
    },
    COLLECTION: {
        "title_id": "Pengambilan paspor",
        "title_en": "Passport collection",
        "weight": 30,
        "service_minutes": 3,
        "at_kiosk": True,
        "activities": ["passports.hand_over"],
    },
    PRIORITY: {
        "title_id": "Layanan prioritas",
        "title_en": "Priority service",
        "weight": 40,
        "head_start": 10,
        "service_minutes": 10,
        "at_kiosk": True,
    },
}

COUNTERS = (
    (1, "Layanan pelanggan", "AP"),
    (2, "Layanan pelanggan", "A"),
    (3, "Biometrik dan wawancara", "B"),
    (4, "Biometrik dan wawancara", "BP"),
    (5, "Pengambilan paspor", "C"),
)


def classes_prepare(office_id: int) -> dict[str, TicketClass]:
    """The office's classes by letter; an office without any gets the usual ones. One query then."""
    known = _classes(office_id)
    if known:
        return known
    TicketClass.objects.bulk_create(
        [TicketClass(office_id=office_id, letter=letter, **row) for letter, row in CLASSES.items()],
        ignore_conflicts=True,
    )
    return _classes(office_id)


def counters_prepare(office_id: int) -> list[Counter]:
    """The office's counters; an office without any gets the usual ones."""
    classes = classes_prepare(office_id)
    for number, name, letters in () if _has_counters(office_id) else COUNTERS:
        counter, made = Counter.objects.get_or_create(
            office_id=office_id, number=number, defaults={"name": name}
        )
        if made:
            counter.classes.set([classes[letter] for letter in letters])
    return list(Counter.objects.filter(office=office_id))


def _has_counters(office_id: int) -> bool:
    return Counter.objects.filter(office=office_id).exists()


def _classes(office_id: int) -> dict[str, TicketClass]:
    return {row.letter: row for row in TicketClass.objects.filter(office=office_id)}
