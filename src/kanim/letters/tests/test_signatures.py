"""Signatures: valid as issued, broken by one byte, none from a stranger."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import NameObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from kanim.letters import signers
from kanim.letters.certificates import SIGNER, trial_certificates_make
from kanim.letters.errors import UnableToSign
from kanim.letters.models import Letter
from kanim.letters.selectors import file_compare
from kanim.letters.services import letter_revoke
from kanim.letters.signatures import signature_inspect
from kanim.letters.signers import BsreSigner, CertificateSigner, office_signer
from kanim.letters.storing import pdf_read
from kanim.letters.tests.factories import NOW, REGISTRATION, head_make, letter_make

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter() -> Letter:
    return letter_make()


def test_an_issued_letter_is_valid(letter: Letter) -> None:
    pdf = pdf_read(letter.file)
    signature = signature_inspect(pdf, moment=letter.issued_at)
    assert signature.holds
    found = file_compare(pdf)
    assert (found.verdict, found.letter) == ("valid", letter)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_one_changed_bit_is_altered(letter: Letter, place: float, bit: int) -> None:
    pdf = bytearray(pdf_read(letter.file))
    pdf[int(place * len(pdf))] ^= 1 << bit
    assert file_compare(bytes(pdf), letter=letter).verdict == "altered"


def test_a_changed_file_still_names_its_letter(letter: Letter) -> None:
    pdf = bytearray(pdf_read(letter.file))
    pdf[700] ^= 1
    found = file_compare(bytes(pdf))
    assert (found.verdict, found.letter) == ("altered", letter)
    assert not found.signature.holds


def test_something_added_is_altered_though_the_signed_part_is_intact(letter: Letter) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(pdf_read(letter.file)))
    writer.root["/Added"] = NameObject("/Something")
    writer.update_root()
    added = BytesIO()
    writer.write(added)
    found = file_compare(added.getvalue())
    assert found.verdict == "altered"
    assert found.signature.intact
    assert not found.signature.whole


def test_another_letter_does_not_pass_for_this_one(letter: Letter) -> None:
    other = letter_make(letter.case)
    assert file_compare(pdf_read(other.file), letter=letter).verdict == "altered"


def test_strangers_files_are_unknown() -> None:
    assert file_compare(b"%PDF-1.7 nothing %%EOF").verdict == "unknown"


def test_a_revoked_letter_is_revoked_though_its_file_is_intact(letter: Letter) -> None:
    letter_revoke(letter=letter, reason="Salah nama.", duty=head_make(letter.office), now=NOW)
    assert file_compare(pdf_read(letter.file)).verdict == "revoked"


def test_an_unsigned_letter_is_known_by_its_hash() -> None:
    slip = letter_make(kind="registration", content=REGISTRATION)
    pdf = pdf_read(slip.file)
    assert file_compare(pdf).verdict == "valid"
    assert file_compare(pdf.replace(b"%%EOF", b"%%EOG")).verdict == "altered"


def test_a_strangers_certificate_is_not_trusted(letter: Letter, tmp_path: Path) -> None:
    trial_certificates_make(tmp_path / "other")
    stranger = CertificateSigner(tmp_path / "other" / SIGNER, None)
    slip = letter_make(letter.case, kind="registration", content=REGISTRATION)
    forged = stranger.sign(pdf_read(slip.file), reason="x", place="y")
    signature = signature_inspect(forged, moment=NOW)
    assert signature.intact
    assert not signature.trusted


def test_the_test_certificate_is_never_used_in_service(settings) -> None:
    settings.DEMO = False
    office_signer.cache_clear()
    try:
        with pytest.raises(UnableToSign):
            office_signer()
    finally:
        office_signer.cache_clear()


def test_a_certificate_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "broken.p12").write_bytes(b"no")
    for name in ("broken.p12", "absent.p12"):
        with pytest.raises(UnableToSign):
            CertificateSigner(tmp_path / name, b"secret")


class SigningService(BaseHTTPRequestHandler):
    """Answers as an Esign Client Service does: takes a multipart form, gives the signed PDF."""

    seen: list[tuple[str, str, bytes]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.seen.append((self.path, self.headers["Authorization"], body))
        if b"wrong" in body:
            self._answer(400, b'{"error": "passphrase salah"}')
            return
        pdf = body[body.index(b"%PDF-") : body.rindex(b"%%EOF") + 6]
        self._answer(200, office_signer().sign(pdf, reason="x", place="y"))

    def _answer(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def service():
    server = HTTPServer(("127.0.0.1", 0), SigningService)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_signing_service_signs(service: str) -> None:
    slip = letter_make(kind="registration", content=REGISTRATION)
    official = {"account": "kanim", "key": "k", "nik": "6371010101700001"}
    remote = BsreSigner(url=service, passphrase="rahasia", **official)
    signed = remote.sign(pdf_read(slip.file), reason="Surat", place="Banjarmasin")
    assert signature_inspect(signed, moment=NOW).holds
    path, login, body = SigningService.seen[-1]
    assert path == "/api/sign/pdf"
    assert login.startswith("Basic ")
    assert b'name="tampilan"' in body
    refused = BsreSigner(url=service, passphrase="wrong", **official)
    with pytest.raises(UnableToSign, match="passphrase salah"):
        refused.sign(b"%PDF- %%EOF ", reason="x", place="y")


def test_a_silent_signing_service_is_said() -> None:
    remote = BsreSigner(url="http://127.0.0.1:9", account="", key="", nik="", passphrase="")
    with pytest.raises(UnableToSign):
        remote.sign(b"%PDF-", reason="x", place="y")


def test_settings_name_the_signer(settings, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    trial_certificates_make(folder)
    settings.SIGNER = {
        "kind": "pkcs12",
        "path": str(folder / SIGNER),
        "passphrase": "",
        "trust": str(folder / "authority.pem"),
    }
    signers.office_signer.cache_clear()
    signers.trust.cache_clear()
    try:
        letter = letter_make()
        assert file_compare(pdf_read(letter.file)).verdict == "valid"
        names = ("url", "account", "key", "nik", "passphrase")
        settings.SIGNER = {"kind": "bsre", **dict.fromkeys(names, "x")}
        signers.office_signer.cache_clear()
        assert isinstance(office_signer(), BsreSigner)
    finally:
        signers.office_signer.cache_clear()
        signers.trust.cache_clear()
