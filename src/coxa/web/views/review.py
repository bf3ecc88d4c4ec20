"""Look back at weeks 2, 6 and 12: does this programme help?"""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from coxa.care.entries import Reviewed
from coxa.care.keeping_on import goal_changes
from coxa.care.review import check_in_month
from coxa.web.forms.answered import shown
from coxa.web.forms.review import ReviewForm
from coxa.web.presenters.plan import change_words
from coxa.web.presenters.review import asked_of, changes, may_stand_up, onwards, real_change, review_result
from coxa.web.visit import Visit, with_person


@require_http_methods(["GET", "HEAD", "POST"])
@with_person
def review(visit: Visit) -> HttpResponse:
    """Ask for the review that is due, then show what it leads to."""
    course = visit.course
    week = visit.request.GET.get("week", "")
    done = next((one for one in course.reviews if str(one.week) == week), None)
    if done and visit.request.method != "POST":
        context = {
            "result": review_result(done, course, visit.content),
            "real": real_change(visit.content),
            "scores": [change_words(change) for change in goal_changes(course.keeping_on.scores)],
            "onward": _onward(visit, done.week),
        }
        return visit.page("review_result", context)
    if course.review_due is None:
        return redirect("today")
    data = visit.request.POST if visit.request.method == "POST" else None
    month = check_in_month(course.review_due, visit.content)
    goals, stands = len(course.goals), may_stand_up(course)
    form = ReviewForm(data, person=visit.person, goals=goals, stands=stands, check_in=month is not None)
    if form.is_valid():
        return _told(visit, form, course.review_due)
    context = {
        **shown(form),
        "form": form,
        "week": course.review_due,
        "goals": list(zip(form.goal_names, course.goals, strict=True)),
        "stands": "chair_stands" in form.fields,
        "changes": changes(),
        "asked": asked_of(course.review_due, visit.content),
        "onwards": onwards() if month is not None else [],
        "real": real_change(visit.content),
    }
    return visit.page("review", context, status=422 if form.is_bound else 200)


def _told(visit: Visit, form: ReviewForm, week: int) -> HttpResponse:
    answers = form.cleaned_data
    fact = Reviewed(
        week=week,
        average_pain=answers["average_pain"],
        goal_ratings=form.goal_ratings,
        change=answers["change"],
        good_enough=answers["good_enough"],
        chair_stands=answers.get("chair_stands"),
        onward=answers.get("onward"),
    )
    visit.tell(fact, entry_id=form.entry_id(fact))
    return redirect(f"{reverse('review')}?week={week}")


def _onward(visit: Visit, week: int) -> str | None:
    """What the person wanted to do with the plan at the review of `week`, as told last."""
    told = [entry.body for entry in visit.entries if isinstance(entry.body, Reviewed) and entry.body.week == week]
    return told[-1].onward if told else None


urlpatterns: list[URLPattern] = [path("review/", review, name="review")]
