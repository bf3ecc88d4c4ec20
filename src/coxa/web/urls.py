"""Every address of the web pages: each module of views names its own."""

from django.urls import URLPattern

from coxa.web.views import (
    help_now,
    intake,
    library,
    morning,
    people,
    programme,
    progress,
    record,
    review,
    safety,
    session,
    take_along,
    today,
)

urlpatterns: list[URLPattern] = [
    pattern
    for module in (
        people,
        help_now,
        safety,
        intake,
        today,
        programme,
        take_along,
        session,
        morning,
        review,
        progress,
        library,
        record,
    )
    for pattern in module.urlpatterns
]
