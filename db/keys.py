"""Keys of the store: the documented one that every store has, and those made from a password."""

import secrets
from dataclasses import dataclass, field

RAW = 32
SALT = 16


@dataclass(frozen=True, slots=True)
class Key:
    """32 raw bytes. SQLCipher keeps its own salt in the file's first 16 bytes, so none is given with the key."""

    raw: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.raw) != RAW:
            raise ValueError(f"a key has {RAW} bytes, not {len(self.raw)}")

    @property
    def pragma(self) -> str:
        """As SQLCipher takes it: a raw key, used without a derivation of its own (0.2 s saved at each opening)."""
        return f"\"x'{self.raw.hex()}'\""


# Not secrecy: anyone may read it here. It buys page authentication: with a key, every page carries an HMAC,
# and each changed byte of the file is found. SHA-256 of "hotline-ledger store key 1".
DEFAULT_KEY = Key(bytes.fromhex("f23c3a2bf8510e8351732285e11d9ef4a0ce5d3b8f47021752b2499093b8f08d"))


@dataclass(frozen=True, slots=True)
class Cost:
    """What argon2id is asked to spend; 64 MiB and three passes take 0.2 s on an office PC."""

    passes: int = 3
    kibibytes: int = 65536
    lanes: int = 4


USUAL_COST = Cost()


def new_salt() -> bytes:
    """A fresh random salt."""
    return secrets.token_bytes(SALT)


def key_from_password(password: str, salt: bytes, cost: Cost = USUAL_COST) -> Key:
    """The key that a password and a salt make."""
    from argon2.low_level import Type, hash_secret_raw

    raw = hash_secret_raw(
        password.encode("utf-8"),
        salt,
        time_cost=cost.passes,
        memory_cost=cost.kibibytes,
        parallelism=cost.lanes,
        hash_len=RAW,
        type=Type.ID,
    )
    return Key(raw)
