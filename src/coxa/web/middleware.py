"""What every response goes through besides Django's own middleware."""

import gzip
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers
from whitenoise.middleware import WhiteNoiseMiddleware  # type: ignore[import-untyped]
from whitenoise.responders import StaticFile  # type: ignore[import-untyped]

_PERMISSIONS = ", ".join(
    f"{feature}=()" for feature in ("camera", "microphone", "geolocation", "payment", "usb", "browsing-topics")
)

_PACKED_TYPES: Final = re.compile(r"text/|image/svg|model/gltf|application/(json|manifest|javascript)")
_LEAST_PACKED: Final = 1024
"""Bytes below which packing saves nothing worth having (our design choice)."""


class SafeHeaders:
    """Give browser features to nobody, and keep pages about a person out of every cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add the headers a response does not set itself."""
        response = self._get_response(request)
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]
    """WhiteNoise, but each (small) file is sent whole: Django warns when a file is streamed under ASGI."""

    @staticmethod
    def serve(static_file: StaticFile, request: HttpRequest) -> HttpResponse:
        """Answer with the file, or with 304 when the browser has it."""
        found = static_file.get_response(request.method, request.META)
        content = b""
        if found.file is not None:
            with found.file as stream:
                content = stream.read()
        response = HttpResponse(content, status=int(found.status))
        del response.headers["Content-Type"]
        for name, value in found.headers:
            response.headers[name] = value
        return response


class Packed:
    """Send text as gzip to a browser that takes it: pages quickly, files that stay the same well and once.

    The secrets in a page, the tokens of its forms, differ at every sending, so its size tells nothing about them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pack the body of an answer that is worth it."""
        response = self._get_response(request)
        if not isinstance(response, HttpResponse) or not _worth_packing(response):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            lasting = request.path.startswith(settings.STATIC_URL)
            response.content = _packed_file(response.content) if lasting else gzip.compress(response.content, 1)
            response.headers["Content-Encoding"] = "gzip"
            response.headers["Content-Length"] = str(len(response.content))
        return response


def _worth_packing(response: HttpResponse) -> bool:
    text = _PACKED_TYPES.match(response.headers.get("Content-Type", ""))
    whole = response.status_code != 206 and "Content-Encoding" not in response.headers
    return bool(text) and whole and len(response.content) >= _LEAST_PACKED


@lru_cache(maxsize=256)
def _packed_file(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)
