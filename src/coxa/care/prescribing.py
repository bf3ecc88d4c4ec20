"""How much of an exercise, and how hard: the dose it begins with, how far it goes, the effort asked for."""

from coxa.care.dose import Dose, shrunk, starting_dose
from coxa.care.situation import Situation, effort_most
from coxa.knowledge.dosing_rules import TrackWeek
from coxa.knowledge.exercise import DoseRange, Exercise, Range
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import DoseClass, Phase


def entry_dose(exercise: Exercise, situation: Situation, content: Content) -> Dose:
    """The dose with which `exercise` begins for this person."""
    days = situation.life.days_per_week
    dose = starting_dose(range_of(exercise, situation, content), days)
    gentle = situation.phase is Phase.SETTLE and exercise.dose.kind is DoseClass.STR and not dose.minutes
    return shrunk(dose, content.thresholds.easing_volume.value) if gentle else dose


def range_of(exercise: Exercise, situation: Situation, content: Content) -> DoseRange:
    """How far the dose of `exercise` goes: by its own file, or by the lateral-hip track in its week."""
    row = track_week(exercise, situation, content)
    if row is None:
        return exercise.dose
    return exercise.dose.model_copy(
        update={
            "sets": row.sets,
            "repetitions": row.repetitions or exercise.dose.repetitions,
            "hold_s": row.hold_s if row.hold_s else exercise.dose.hold_s,
            "times_a_day": row.times_a_day,
            "days_per_week": Range(start=1, most=row.days_per_week),
            "tempo": row.speed or exercise.dose.tempo,
        }
    )


def track_week(exercise: Exercise, situation: Situation, content: Content) -> TrackWeek | None:
    """The row of the lateral-hip track for `exercise` in this week, if the person is on it."""
    if not situation.lateral:
        return None
    rows = [
        row
        for row in content.plans.lateral_track
        if row.exercise == exercise.id and row.from_week <= situation.week <= (row.to_week or situation.week)
    ]
    return rows[-1] if rows else None


def effort_for(exercise: Exercise, situation: Situation, content: Content) -> int:
    """The effort asked for in `exercise`: by its kind and the phase, and at most what the lateral-hip track asks."""
    most = effort_most(exercise.purpose, situation, content)
    row = track_week(exercise, situation, content)
    return min(most, row.effort.most) if row else most
