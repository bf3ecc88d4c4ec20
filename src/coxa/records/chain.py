"""The chain of hashes that shows whether a record is whole and unchanged."""

import hashlib
import json

START = "0" * 64
"""What the first entry of a record names as its previous hash."""


def canonical(data: object) -> str:
    """Write plain data as JSON in the one way that is hashed: sorted keys, no spaces, real letters.

    Raises:
        ValueError: when the data holds a number JSON cannot write, such as NaN.

    """
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def seal(envelope: dict[str, object]) -> str:
    """Return the SHA-256, as 64 hexadecimal digits, of everything an entry says and the hash before it."""
    return hashlib.sha256(canonical(envelope).encode()).hexdigest()
