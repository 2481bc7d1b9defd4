"""What the bytes of a file that does not open tell: a wrong key, damage, or no store at all."""

import hashlib
import hmac
from pathlib import Path

from db.keys import DEFAULT_KEY, Key

PAGE = 4096
SALT = 16
TAG = 64
LOOKED_AT = 16
# Encrypted bytes are evenly spread: 4096 of them show nearly all 256 values; texts and empty pages do not.
SPREAD = 200
KNOWN = (b"SQLite format 3\0", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"MZ", b"\xff\xd8\xff")


def diagnosis(path: Path, key: Key) -> str:
    """The code of a refusal for a file that SQLite calls "not a database".

    Call it only after an opening failed: closing a file drops every lock that this process holds on it (POSIX),
    those of SQLite's own connections included.
    """
    pages = sample(path)
    if pages[0][1].startswith(KNOWN):
        return "foreign"
    if any(authentic(number, page, pages[0][1][:SALT], key) for number, page in pages[1:]):
        return "damaged"
    if not looks_encrypted(b"".join(page for _, page in pages)):
        return "foreign"
    secret = key != DEFAULT_KEY or key_path(path).exists()
    return "wrong_key" if secret else "damaged"


def key_path(store: Path) -> Path:
    """Where the key file of a store lies."""
    return store.with_name(store.name + ".key.json")


def looks_encrypted(raw: bytes) -> bool:
    """Whether bytes are spread as only encrypted or packed ones are."""
    try:
        raw.decode()
    except UnicodeDecodeError:
        return len(set(raw)) >= min(SPREAD, len(raw) * 6 // 10)
    return False


def sample(path: Path) -> list[tuple[int, bytes]]:
    """The first page and some others, evenly chosen, each with its number."""
    count = max(1, path.stat().st_size // PAGE)
    step = max(1, count // LOOKED_AT)
    with path.open("rb") as file:
        found: list[tuple[int, bytes]] = []
        for number in sorted({1, 2, count, *range(1, count + 1, step)}):
            file.seek((number - 1) * PAGE)
            found.append((number, file.read(PAGE)))
    return found


def authentic(number: int, page: bytes, salt: bytes, key: Key) -> bool:
    """Whether a page carries the HMAC that SQLCipher 4 would write on it with this key."""
    if len(page) != PAGE:
        return False
    secret = hashlib.pbkdf2_hmac("sha512", key.raw, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    body = page[SALT if number == 1 else 0 : -TAG] + number.to_bytes(4, "little")
    return hmac.compare_digest(hmac.digest(secret, body, "sha512"), page[-TAG:])
