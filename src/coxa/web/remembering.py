"""Pages that only show, kept as they were shown: a record that has not changed gives the same page."""

import re
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Concatenate, Final, ParamSpec
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.translation import get_language

from coxa.knowledge.loader import shipped
from coxa.records.journal import head_of
from coxa.web.device import Device
from coxa.web.visit import chosen

PAGES_KEPT: Final = 128
"""How many pages a running Coxa keeps: today's pages of a household, several times over (our design choice)."""

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
State = tuple[UUID | None, str, str, str, str, str | None, str, Device]
Key = tuple[str, UUID | None, str, str, str, str, str | None, str, Device]

_TOKEN: Final = re.compile(rb'(name="(?:csrfmiddlewaretoken|token)" value=")[^"]*')

_kept: OrderedDict[Key, tuple[bytes, ...]] = OrderedDict()
"""Each page cut at the tokens of its forms: text, the name of a token, text, and so on."""
_lock = Lock()


def remembered(view: View[P]) -> View[P]:
    """Show a page from memory while the record, the day, the content, the language and the device are the same.

    Only for views that are a pure function of these and the address. The tokens of a form belong to one browser and
    one sending: they are put in anew.
    """

    @wraps(view)
    def inner(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method != "GET":
            return view(request, *args, **kwargs)
        key = request.get_full_path(), *state_of(request)
        with _lock:
            parts = _kept.get(key)
            if parts is not None:
                _kept.move_to_end(key)
        if parts is not None:
            return HttpResponse(_with_fresh_tokens(parts, request))
        response = view(request, *args, **kwargs)
        if response.status_code == 200 and not response.cookies:
            with _lock:
                _kept[key] = tuple(_TOKEN.split(response.content))
                while len(_kept) > PAGES_KEPT:
                    _kept.popitem(last=False)
        return response

    return inner


def forget_pages() -> None:
    """Let go of every page kept in memory; after a person was erased nothing of them may stay."""
    with _lock:
        _kept.clear()


def state_of(request: HttpRequest) -> State:
    """Everything a page that only shows depends on, besides its address."""
    person = chosen(request)
    around = (timezone.localdate().isoformat(), get_language(), shipped().version, Device.of(request))
    if person is None:
        return None, "", "", "", *around
    return person.pk, person.name, person.country, head_of(person.pk), *around


def _with_fresh_tokens(parts: tuple[bytes, ...], request: HttpRequest) -> bytes:
    if len(parts) == 1:
        return parts[0]
    ours = get_token(request).encode()
    fresh = [part if number % 2 == 0 else part + _fresh(part, ours) for number, part in enumerate(parts)]
    return b"".join(fresh)


def _fresh(name: bytes, ours: bytes) -> bytes:
    return ours if b"csrf" in name else str(uuid4()).encode()
