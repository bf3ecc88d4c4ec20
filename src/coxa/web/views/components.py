"""Every component in every state, on one page for developers; there only while Coxa runs with COXA_DEBUG=1."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from coxa.knowledge.vocabulary import Side
from coxa.web.language import shown_content
from coxa.web.presenters.charts import pain_chart
from coxa.web.presenters.figure import figure


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Show them with sample words."""
    clamshell = shown_content().exercises["G05"]
    context = {
        "chart": pain_chart((5.0, 4.2, 4.4, None, 3.1, 2.6), (3,)),
        "clamshell": figure(clamshell, Side.LEFT),
        "rungs": [
            {"id": rung, "name": shown_content().exercises[rung].name, "here": rung == "G05"}
            for rung in (*clamshell.easier, "G05", *clamshell.harder)
        ],
    }
    return render(request, "coxa/pages/components.html", context)


urlpatterns: list[URLPattern] = [path("components/", components, name="components")] if settings.DEBUG else []
