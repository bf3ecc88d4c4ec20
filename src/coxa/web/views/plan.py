"""My plan: a goal, when and where, and the reminders."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from coxa.care.keeping_on import goal_changes
from coxa.web.forms.answered import shown
from coxa.web.forms.plan import PlanForm, initial_from
from coxa.web.presenters.plan import change_words, choices, plan_sentence, reminder_words
from coxa.web.visit import Visit, with_person


@require_http_methods(["GET", "HEAD", "POST"])
@with_person
def plan(visit: Visit) -> HttpResponse:
    """Ask for the plan, and say it back as one sentence."""
    rules = visit.content.keeping_on.reminders
    data = visit.request.POST if visit.request.method == "POST" else None
    form = PlanForm(data, initial=initial_from(visit.course, rules), rules=rules, person=visit.person)
    if form.is_valid():
        visit.tell(form.fact, entry_id=form.entry_id(form.fact))
        return redirect(f"{reverse('plan')}?saved=1")
    kept = visit.course.keeping_on
    known = kept.plan is not None and kept.plan_since is not None
    context = {
        **shown(form),
        "saved": known and visit.request.GET.get("saved") == "1",
        "sentence": plan_sentence(kept.plan),
        "reminding": reminder_words(kept.plan, kept.plan_since, visit.course.today, rules)
        if kept.plan and kept.plan_since
        else "",
        "scores": [change_words(change) for change in goal_changes(kept.scores)],
        "choices": choices(rules),
        "fading": rules.words,
        "may_take_along": visit.course.programme is not None,
    }
    return visit.page("plan", context, status=422 if form.is_bound else 200)


urlpatterns: list[URLPattern] = [path("plan/", plan, name="plan")]
