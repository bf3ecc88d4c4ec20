"""Tell how the exercises of a session went."""

from coxa.care.entries import ExerciseDone
from coxa.care.response import SessionRecord
from coxa.web.forms.session import HurtForm, WentForm
from coxa.web.presenters.session_now import Lines, is_told, left_out
from coxa.web.telling import tell_once
from coxa.web.visit import Visit


def leave_out(visit: Visit, record: SessionRecord, lines: Lines) -> None:
    """Tell of `lines` that nothing more is done on them, where nothing was told yet."""
    for line in lines:
        if not is_told(record, line):
            tell_once(visit, left_out(record, line))


def hurt(done: ExerciseDone, form: HurtForm) -> ExerciseDone:
    """`done` as an exercise that hurt too much."""
    answers = form.cleaned_data
    update = {"ended": "too_painful", "worst_pain": answers["pain"], "sharp": answers["sharp"]}
    return done.model_copy(update=update)


def went(done: ExerciseDone, form: WentForm, *, too_much: bool) -> ExerciseDone:
    """`done` with everything that was asked about it."""
    answers = form.cleaned_data
    ended = "too_painful" if too_much else done.ended
    update = {"ended": ended, "effort": answers["effort"], "in_control": answers["control"]}
    return hurt(done, form).model_copy(update=update)
