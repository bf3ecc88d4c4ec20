"""Every address of the web pages: each module of views names its own."""

from django.urls import URLPattern, path
from django.views.i18n import set_language

from coxa.web.views import (
    components,
    help_now,
    in_the_way,
    intake,
    library,
    morning,
    people,
    plan,
    programme,
    progress,
    record,
    review,
    safety,
    session,
    settings,
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
        plan,
        in_the_way,
        programme,
        take_along,
        session,
        morning,
        review,
        progress,
        library,
        record,
        settings,
        components,
    )
    for pattern in module.urlpatterns
] + [path("language/", set_language, name="set_language")]
