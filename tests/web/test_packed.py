"""Text goes packed to a browser that takes it, whole to one that does not."""

import gzip
import re

import pytest
from django.test import Client

TOKEN = re.compile(rb'value="[A-Za-z0-9]{64}"')
"""What differs at every sending: the token of a form."""

PACKS = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/exercises/", "/static/coxa/coxa.css", "/static/coxa/figure/woman_older.glb", "/help/"]
)
def test_what_is_packed_is_the_same_text(client: Client, address: str) -> None:
    whole = client.get(address)
    packed = client.get(address, headers=PACKS)
    assert "Content-Encoding" not in whole.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Content-Length"] == str(len(packed.content))
    assert len(packed.content) < len(whole.content) / 2
    assert TOKEN.sub(b"", gzip.decompress(packed.content)) == TOKEN.sub(b"", whole.content)
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Accept-Encoding" in whole.headers["Vary"]


@pytest.mark.parametrize("address", ["/static/coxa/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2"])
def test_what_is_packed_already_is_left_alone(client: Client, address: str) -> None:
    assert "Content-Encoding" not in client.get(address, headers=PACKS).headers


def test_an_unchanged_file_is_not_sent_again(client: Client) -> None:
    first = client.get("/static/coxa/coxa.css", headers=PACKS)
    again = client.get("/static/coxa/coxa.css", headers={**PACKS, "If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
