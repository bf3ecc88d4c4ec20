"""The way in for a server of your own: `uvicorn coxa.web.asgi:application`."""

import gc
import os
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import django
from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from coxa.knowledge.loader import shipped
from coxa.web.paths import data_dir, prepare

Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]


class Handler(ASGIHandler):
    """Django under ASGI with one step into a thread for each request.

    Our middleware and views are synchronous. Left to itself, Django would go to a thread and back for every piece of
    middleware, which takes several times as long as the page.
    """

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: FBT001, FBT002  # Django's signature
        """Load the chain of middleware as synchronous code."""
        super().load_middleware(is_async=False)

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Answer one request, in the thread that answers them all.

        Python runs one thread at a time, so more of them would only make each request later; and the one thread keeps
        its connection to the database. More processes (`uvicorn --workers N`) are the way to more at once.
        """
        await self.handle(scope, receive, send)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a request in one thread from beginning to end."""
        return await sync_to_async(self.get_response, thread_sensitive=True)(request)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coxa.web.settings")
prepare(data_dir())
django.setup(set_prefix=False)
application = Handler()

# What is loaded by now stays as long as the server runs: Python need not look through it for garbage, page by page, and
# for the rest looks seldom, since a look at a year's record takes as long as ten pages (our design choice).
shipped()
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
