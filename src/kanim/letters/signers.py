"""Who signs the letters: a certificate on this machine, or the national signing service.

The setting ``SIGNER`` is a mapping: ``{"kind": "test"}`` (certificates made under var/, in trial
only), ``{"kind": "pkcs12", "path", "passphrase"}`` or ``{"kind": "bsre", "url", "account", "key",
"nik", "passphrase"}``; ``"trust"`` beside it names a PEM file with the authorities that our
signatures must lead to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Protocol

import requests
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_der_private_key
from django.conf import settings
from django.utils.translation import gettext as _
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import get_pyca_cryptography_hash
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator import ValidationContext

from kanim.letters.certificates import AUTHORITY, SIGNER, trial_certificates_make
from kanim.letters.errors import UnableToSign

# Room for the signature with its certificates; saves pyHanko a trial signature to measure it.
RESERVED_BYTES = 16_384
FIELD = "Tandatangan"


class LetterSigner(Protocol):
    """What signs a letter."""

    def sign(self, pdf: bytes, *, reason: str, place: str) -> bytes:
        """The PDF with a PAdES signature over all of it. Raises UnableToSign."""


class KeptKeySigner(SimpleSigner):
    """Keeps its key: pyHanko's own signer reads and proves it for every signature (27 ms)."""

    @cached_property
    def _key(self) -> object:
        return load_der_private_key(self.signing_key.dump(), password=None)

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        digest = get_pyca_cryptography_hash(digest_algorithm)
        if isinstance(self._key, RSAPrivateKey) and not self.prefer_pss:
            return self._key.sign(data, PKCS1v15(), digest)
        if isinstance(self._key, EllipticCurvePrivateKey):
            return self._key.sign(data, ECDSA(digest))
        return bytes(super().sign_raw(data, digest_algorithm))


class CertificateSigner:
    """Signs with a key on this machine: PAdES baseline B-B (ETSI EN 319 142-1), no appearance."""

    def __init__(self, path: Path, passphrase: bytes | None) -> None:
        try:
            loaded = SimpleSigner.load_pkcs12_data(path.read_bytes(), [], passphrase)
        except (OSError, ValueError) as error:
            raise UnableToSign(
                _("The signing certificate cannot be read. Tell the administrator.")
            ) from error
        self._signer = KeptKeySigner(
            signing_key=loaded.signing_key,
            signing_cert=loaded.signing_cert,
            cert_registry=loaded.cert_registry,
        )

    def sign(self, pdf: bytes, *, reason: str, place: str) -> bytes:
        metadata = PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            reason=reason,
            location=place,
        )
        signer = PdfSigner(metadata, signer=self._signer, new_field_spec=SigFieldSpec(FIELD))
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        signed = signer.sign_pdf(writer, bytes_reserved=RESERVED_BYTES)
        return bytes(signed.getbuffer())


class BsreSigner:
    """Signs through the office's Esign Client Service of BSrE (API version 1, POST /api/sign/pdf).

    The service holds the official's certificate; it takes the whole PDF and answers the signed one.
    """

    timeout_seconds = 20

    def __init__(self, *, url: str, account: str, key: str, nik: str, passphrase: str) -> None:
        self._address = url.rstrip("/") + "/api/sign/pdf"
        self._login = (account, key)
        self._official = {"nik": nik, "passphrase": passphrase, "tampilan": "invisible"}

    def sign(self, pdf: bytes, *, reason: str, place: str) -> bytes:
        try:
            answer = requests.post(
                self._address,
                auth=self._login,
                data={**self._official, "reason": reason, "location": place},
                files={"file": ("surat.pdf", pdf, "application/pdf")},
                timeout=self.timeout_seconds,
            )
        except requests.RequestException as error:
            raise UnableToSign(
                _("The signing service does not answer. Try again in a few minutes.")
            ) from error
        if not answer.ok or not answer.content.startswith(b"%PDF-"):
            raise UnableToSign(
                _("The signing service refused the letter: %(answer)s")
                % {"answer": answer.text[:200]}
            )
        return answer.content


@lru_cache(maxsize=1)
def office_signer() -> LetterSigner:
    """The signer that the settings name; made once a process. Raises UnableToSign."""
    chosen = _chosen()
    make = _SIGNERS.get(chosen.get("kind", ""))
    if make is None:
        raise UnableToSign(
            _("No signing certificate is set up in this office. Tell the administrator.")
        )
    return make(chosen)


@lru_cache(maxsize=1)
def trust() -> tuple[Certificate, ...]:
    """The authorities that our signatures must lead to."""
    named = _chosen().get("trust")
    if named is None:
        trial_certificates_make(_trial_folder())
        named = str(_trial_folder() / AUTHORITY)
    return tuple(load_certs_from_pemder([named]))


def validation_context(moment: datetime) -> ValidationContext:
    """What counts when a signature of that moment is validated: our own authorities, no fetching."""
    return ValidationContext(trust_roots=trust(), allow_fetching=False, moment=moment)


def _chosen() -> Mapping[str, str]:
    in_trial = {"kind": "test"} if settings.DEMO else {}
    return getattr(settings, "SIGNER", in_trial)


def _trial_folder() -> Path:
    own = getattr(settings, "SIGNER_FOLDER", None)
    return Path(own) if own else Path(settings.VAR) / "signer"


def _trial_signer(chosen: Mapping[str, str]) -> LetterSigner:
    trial_certificates_make(_trial_folder())
    return CertificateSigner(_trial_folder() / SIGNER, None)


def _pkcs12_signer(chosen: Mapping[str, str]) -> LetterSigner:
    return CertificateSigner(Path(chosen["path"]), chosen["passphrase"].encode())


def _bsre_signer(chosen: Mapping[str, str]) -> LetterSigner:
    names = ("url", "account", "key", "nik", "passphrase")
    return BsreSigner(**{name: chosen[name] for name in names})


_SIGNERS: dict[str, Callable[[Mapping[str, str]], LetterSigner]] = {
    "test": _trial_signer,
    "pkcs12": _pkcs12_signer,
    "bsre": _bsre_signer,
}
