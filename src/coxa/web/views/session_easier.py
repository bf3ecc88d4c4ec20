"""An easier exercise instead of one that was too hard, or that hurt."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from coxa.care.entries import ExerciseDone
from coxa.care.response import SessionRecord
from coxa.web.forms.scales import problems
from coxa.web.forms.session import WentForm
from coxa.web.presenters.easier import Easier, easier_than
from coxa.web.presenters.session_now import Lines, here, is_above, lines_of
from coxa.web.presenters.sides import side_name, side_words
from coxa.web.session_told import leave_out, went
from coxa.web.telling import tell_once
from coxa.web.views.session_access import not_going_on, with_session
from coxa.web.visit import Visit


@require_http_methods(["GET", "HEAD", "POST"])
@with_session
def easier(visit: Visit, record: SessionRecord) -> HttpResponse:
    """After pain, ask first whether it has gone back; then show an easier way, and take in how it went."""
    elsewhere = not_going_on(visit, record)
    if elsewhere:
        return elsewhere
    lines = _original(visit, record)
    if not lines:
        return redirect("session_step", record.id)
    post = visit.request.POST
    if post.get("action") == "skip":
        leave_out(visit, record, lines)
        return redirect("session_step", record.id)
    if hurts(record, lines) and visit.request.GET.get("eased") != "yes":
        return _ask_eased(visit, record, lines)
    options = easier_than(lines[0].exercise, record, visit.course.situation, visit.content)
    wanted = post.get("choose") or visit.request.GET.get("choose")
    chosen = next((one for one in options if one.exercise.id == wanted), options[0] if options else None)
    if post.get("action") == "done" and chosen:
        return _done(visit, record, lines, options, chosen)
    return _show(visit, record, lines, options, chosen, [WentForm(prefix=line.side) for line in lines])


def hurts(record: SessionRecord, lines: Lines) -> bool:
    """Whether the exercise ended because it hurt."""
    told = (record.exercises.get((line.exercise, line.side)) for line in lines)
    return any(done is not None and done.ended == "too_painful" for done in told)


def _original(visit: Visit, record: SessionRecord) -> Lines:
    """The exercise that is to be replaced: the one the address names, else the one the session is at."""
    named = lines_of(record, visit.request.GET.get("for", ""))
    at = here(record, timezone.localtime())
    return named or (lines_of(record, at.exercise) if at else ())


def _ask_eased(visit: Visit, record: SessionRecord, lines: Lines) -> HttpResponse:
    context = {
        "session": record,
        "exercise": visit.content.exercises[lines[0].exercise],
        "eased": visit.request.GET.get("eased"),
        "minutes": int(visit.content.thresholds.retry_settle_min.value),
        "limits": visit.course.pain_limits,
    }
    return visit.page("session_eased", context)


def _show(
    visit: Visit,
    record: SessionRecord,
    lines: Lines,
    options: tuple[Easier, ...],
    chosen: Easier | None,
    filled: list[WentForm],
) -> HttpResponse:
    names = [side_name(line.side) for line in lines]
    context = {
        "session": record,
        "original": visit.content.exercises[lines[0].exercise],
        "options": options,
        "chosen": chosen,
        "hurt": hurts(record, lines),
        "where": side_words(line.side for line in lines),
        "sides": [
            {"name": side_name(line.side), "words": side_words([line.side]), "form": form}
            for line, form in zip(lines, filled, strict=True)
        ],
        "effort": lines[0].effort,
        "most": visit.course.pain_limits.during_most,
        "error_summary": problems(filled, names if len(names) > 1 else ()),
    }
    return visit.page("session_easier", context, status=422 if context["error_summary"] else 200)


def _done(
    visit: Visit, record: SessionRecord, lines: Lines, options: tuple[Easier, ...], chosen: Easier
) -> HttpResponse:
    """Take in how the easier exercise went, on each side the original was planned for; then the session goes on."""
    filled = [WentForm(visit.request.POST, prefix=line.side) for line in lines]
    if problems(filled):
        return _show(visit, record, lines, options, chosen, filled)
    limits = visit.course.pain_limits
    too_much = [is_above(form.cleaned_data["pain"], record, limits) for form in filled]
    for line, form, much in zip(lines, filled, too_much, strict=True):
        done = ExerciseDone(
            session=record.id,
            exercise=chosen.exercise.id,
            side=line.side,
            done_percent=100,
            instead_of=line.exercise,
        )
        tell_once(visit, went(done, form, too_much=much))
    leave_out(visit, record, lines)
    note = "?note=above" if any(too_much) else ""
    return redirect(f"{reverse('session_step', args=[record.id])}{note}")
