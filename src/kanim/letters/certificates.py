"""The test certificates of an office in trial. An office in service brings its own."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

# Long enough that letters of a demo office, dated in the past, are within it.
BEGINS = datetime(2020, 1, 1, tzinfo=UTC)
ENDS = datetime(2049, 12, 31, tzinfo=UTC)
KEY_BITS = 2048
AUTHORITY = "authority.pem"
SIGNER = "signer.p12"


def trial_certificates_make(folder: Path) -> None:
    """Make a test authority and a signing certificate in ``folder``, once.

    Two processes may start at once: the folder appears whole, and is made by one only.
    """
    if (folder / SIGNER).exists():
        return
    draft = folder.with_name(f".{folder.name}.{os.getpid()}")
    draft.mkdir(mode=0o700, parents=True)
    try:
        _write(draft)
        draft.rename(folder)
    except OSError:
        if not (folder / SIGNER).exists():
            raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _write(folder: Path) -> None:
    authority_key = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    authority = _authority(authority_key)
    key = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    certificate = _signing(key, authority, authority_key)
    (folder / AUTHORITY).write_bytes(authority.public_bytes(serialization.Encoding.PEM))
    keyed = folder / SIGNER
    keyed.touch(mode=0o600)
    keyed.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"kanim", key, certificate, [authority], serialization.NoEncryption()
        )
    )


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Kantor Imigrasi (uji coba)"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _builder(subject: x509.Name, issuer: x509.Name) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .serial_number(x509.random_serial_number())
        .not_valid_before(BEGINS)
        .not_valid_after(ENDS)
    )


def _usage(*, signs_letters: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs_letters,
        content_commitment=signs_letters,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=not signs_letters,
        crl_sign=not signs_letters,
        encipher_only=False,
        decipher_only=False,
    )


def _authority(key: rsa.RSAPrivateKey) -> x509.Certificate:
    name = _name("Otoritas sertifikat uji coba")
    return (
        _builder(name, name)
        .public_key(key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_letters=False), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def _signing(
    key: rsa.RSAPrivateKey, authority: x509.Certificate, authority_key: rsa.RSAPrivateKey
) -> x509.Certificate:
    above = authority.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return (
        _builder(_name("Kantor Imigrasi"), authority.subject)
        .public_key(key.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_letters=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(above), critical=False
        )
        .sign(authority_key, hashes.SHA256())
    )
