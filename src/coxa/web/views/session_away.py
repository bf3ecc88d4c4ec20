"""What lets a session go on without a network: the kept forms, the service worker, the manifest."""

from pathlib import Path
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from pydantic import ValidationError

from coxa.web.language import language_tag
from coxa.web.session_kept import KeptForms, Outcome, take_in
from coxa.web.visit import Visit, chosen

_WORKER: Final = Path(__file__).parents[1] / "static" / "coxa" / "player" / "service-worker.js"
KEEP: Final = "Coxa-Keep"
"""The header by which a page allows our service worker, and nothing else, a copy: for whom, and for which day."""

_PETROL, _PAGE = "#0b5563", "#faf7f2"
"""As in the theme (assets/brand)."""
_ICONS: Final = (
    ("any", "icon-192.png", "192x192"),
    ("any", "icon-512.png", "512x512"),
    ("maskable", "icon-mask.png", "512x512"),
)


@require_http_methods(["GET", "POST"])
def kept(request: HttpRequest) -> HttpResponse:
    """Say whose record is open, with a fresh token; or take in the forms a device kept for that person."""
    person = chosen(request)
    if request.method == "GET":
        return _unstored({"record": str(person.pk) if person else None, "token": get_token(request)})
    try:
        sent = KeptForms.model_validate_json(request.body)
    except ValidationError:
        return _unstored({"error": "These are not forms that Coxa's own pages keep."}, status=400)
    if person is None or person.pk != sent.record:
        return _unstored({"error": "Another record is open. The device keeps the forms."}, status=409)
    outcome = take_in(Visit(request, person), sent.forms)
    return _unstored({one.value: [str(id_) for id_, what in outcome.items() if what is one] for one in Outcome})


def _unstored(data: dict[str, object], status: int = 200) -> JsonResponse:
    return JsonResponse(data, status=status, headers={"Cache-Control": "no-store"})


@require_safe
def away(request: HttpRequest) -> HttpResponse:
    """What is shown when Coxa cannot be reached and no session is kept; nothing on it is about a person."""
    return render(request, "coxa/pages/session_away.html")


@require_safe
def service_worker(_request: HttpRequest) -> HttpResponse:
    """The service worker; at the root, since it may look after all pages below its own address."""
    headers = {"Cache-Control": "no-cache", "Service-Worker-Allowed": "/"}
    return HttpResponse(_WORKER.read_bytes(), content_type="text/javascript; charset=utf-8", headers=headers)


@require_safe
def manifest(_request: HttpRequest) -> HttpResponse:
    """What a phone needs to put Coxa beside its other apps."""
    data = {
        "id": "/",
        "name": "Coxa",
        "short_name": "Coxa",
        "description": _("Exercises for a painful hip, one safe step at a time."),
        "lang": language_tag(),
        "start_url": reverse("today"),
        "scope": "/",
        "display": "standalone",
        "theme_color": _PETROL,
        "background_color": _PAGE,
        "icons": [
            {"src": static(f"coxa/icons/{file}"), "sizes": size, "type": "image/png", "purpose": purpose}
            for purpose, file, size in _ICONS
        ],
    }
    return JsonResponse(data, content_type="application/manifest+json", headers={"Cache-Control": "no-cache"})


urlpatterns: list[URLPattern] = [
    path("session/kept/", kept, name="session_kept"),
    path("away/", away, name="away"),
    path("service-worker.js", service_worker, name="service_worker"),
    path("manifest.webmanifest", manifest, name="manifest"),
]
