"""How long a letter takes: composed and signed, against the limit of 60 ms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from statistics import median, quantiles
from time import perf_counter

from kanim.letters.composing import Heading, letter_compose
from kanim.letters.kinds import kind_named
from kanim.letters.signers import office_signer
from kanim.office.models import Office

LIMIT_MS = 60.0
TIMES = 40

CONTENT: Mapping[str, object] = {
    "name": "Siti Rahmawati",
    "birth_date": date(1990, 5, 5),
    "application_kind": "Penggantian paspor",
    "document_kind": "Paspor biasa elektronik, 10 tahun",
    "fee": 950_000,
    "reason_title": "Keabsahan persyaratan diragukan",
    "reason": "Akta kelahiran yang dilampirkan tidak tercatat pada dinas kependudukan.",
}


def letter_times(times: int = TIMES) -> dict[str, float]:
    """Milliseconds of a refusal letter, each with its own number and code so that nothing is reused.

    Keys: ``compose_p50_ms``, ``sign_p50_ms``, ``letter_p50_ms``, ``letter_p95_ms``,
    ``first_letter_ms`` (with fonts and key still to be read) and ``limit_ms``. Needs no database.
    """
    first = sum(_letter_ms(0))
    runs = [_letter_ms(turn) for turn in range(1, times + 1)]
    totals = [compose + sign for compose, sign in runs]
    return {
        "compose_p50_ms": median(compose for compose, _ in runs),
        "sign_p50_ms": median(sign for _, sign in runs),
        "letter_p50_ms": median(totals),
        "letter_p95_ms": quantiles(totals, n=20)[-1],
        "first_letter_ms": first,
        "limit_ms": LIMIT_MS,
    }


def _letter_ms(turn: int) -> tuple[float, float]:
    kind = kind_named("refusal")
    begun = perf_counter()
    pdf = letter_compose(kind, _heading(turn), CONTENT)
    composed = perf_counter()
    office_signer().sign(pdf, reason=kind.heading, place="Banjarmasin")
    return (composed - begun) * 1000, (perf_counter() - composed) * 1000


def _heading(turn: int) -> Heading:
    return Heading(
        office=Office(
            name="Kantor Imigrasi Kelas I TPI Banjarmasin",
            address="Jalan Ahmad Yani, Banjarmasin",
            city="Banjarmasin",
        ),
        number=f"WIM.19.IMI.1-GR.02.01-{turn}",
        subject="Penolakan Permohonan",
        addressee="Siti Rahmawati",
        case_number=f"KNM-26-{turn:06}-K",
        token="ABCDEFGHJKMN" + f"{turn:04}".translate(str.maketrans("01", "YZ")),
        signer_name="Kepala",
        signer_title="Kepala Kantor",
        signer_nip="197501012000031001",
        issued_at=datetime(2026, 11, 24, 2, 30, tzinfo=UTC),
    )
