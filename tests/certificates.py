"""A certificate authority of the tests' own, and the server's certificate that it signs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

CA, SHOWN, KEY, STRANGER = "ca.pem", "server.pem", "server.key", "stranger.pem"


def make(folder: Path) -> None:
    """In ``folder``: an authority, a certificate for localhost alone, and a stranger's authority."""
    authority, signer = _authority("Tests of Welfare Desk")
    (folder / CA).write_bytes(authority.public_bytes(serialization.Encoding.PEM))
    stranger, _ = _authority("Somebody else")
    (folder / STRANGER).write_bytes(stranger.public_bytes(serialization.Encoding.PEM))
    key = ec.generate_private_key(ec.SECP256R1())
    shown = _certificate("localhost", key.public_key(), authority.subject).add_extension(
        x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False
    )
    signed = shown.sign(signer, hashes.SHA256())
    (folder / SHOWN).write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / KEY).write_bytes(key.private_bytes(*form))
    (folder / KEY).chmod(0o600)
    folder.chmod(0o755)


def _authority(name: str) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    key = ec.generate_private_key(ec.SECP256R1())
    itself = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = _certificate(name, key.public_key(), itself).add_extension(
        x509.BasicConstraints(ca=True, path_length=0), critical=True
    )
    return made.sign(key, hashes.SHA256()), key


def _certificate(name: str, public: ec.EllipticCurvePublicKey, issuer: x509.Name) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
    )
