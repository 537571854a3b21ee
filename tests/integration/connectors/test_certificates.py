"""Whoever answers with a certificate that proves nothing gets nothing: no request, and so no key."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import msgspec
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from houselights.connectors.http import Manners, PoliteClient
from houselights.errors import BoxOfficeUnavailable

NOW = datetime.now(UTC)
DAY = timedelta(days=1)
WRONG = {
    "nobody known has signed it": (ip_address("127.0.0.1"), NOW + DAY),
    "it is for another name": ("tickets.example.org", NOW + DAY),
    "it has expired": (ip_address("127.0.0.1"), NOW - DAY),
}


def certificate(folder: Path, name: object, until: datetime) -> Path:
    """A certificate and its key, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "box office")])
    named = x509.DNSName(name) if isinstance(name, str) else x509.IPAddress(name)  # type: ignore[arg-type]
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - 9 * DAY)
        .not_valid_after(until)
        .add_extension(x509.SubjectAlternativeName([named]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "both.pem"
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(key.private_bytes(*plain) + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def answering(tmp_path: Path) -> Iterator[Callable[[str], tuple[str, list[bytes]]]]:
    """A server with such a certificate: its address, and what it was sent in clear."""
    listener = socket.create_server(("127.0.0.1", 0))

    def answer(kind: str) -> tuple[str, list[bytes]]:
        context, heard = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), []
        context.load_cert_chain(certificate(tmp_path, *WRONG[kind]))
        threading.Thread(target=_listen, args=(listener, context, heard), daemon=True).start()
        return f"https://127.0.0.1:{listener.getsockname()[1]}", heard

    yield answer
    listener.close()


def _listen(listener: socket.socket, context: ssl.SSLContext, heard: list[bytes]) -> None:
    while True:
        try:
            connection, _ = listener.accept()
            with context.wrap_socket(connection, server_side=True) as opened:
                heard.append(opened.recv(10_000))
        except ssl.SSLError:
            continue
        except OSError:
            return


@pytest.mark.parametrize("kind", WRONG)
def test_a_certificate_that_proves_nothing_is_refused_at_once_and_no_key_is_sent(answering, kind: str) -> None:
    origin, heard = answering(kind)
    signed: list[str] = []
    client = PoliteClient(origin, lambda request: signed.append(str(request.url)), manners=Manners(first_wait=0.01))

    with pytest.raises(BoxOfficeUnavailable, match="certificate of the box office is not to be trusted"):
        client.get("lyric/events", read=msgspec.json.decode)

    client.close()
    assert heard == []
    assert client.requests_made == 1
