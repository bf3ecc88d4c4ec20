"""A flare: pain that did not settle. Calm days, a restart at half, and someone to look when it lasts."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from coxa.care.allowing import allowed
from coxa.care.decision import Reason, sources
from coxa.care.pain_diary import PainDiary
from coxa.care.prescribing import entry_dose
from coxa.care.programme import Prescription, sides_of
from coxa.care.progression import Ruling
from coxa.care.situation import Situation
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Phase

UNSETTLED_RULE: Final = "PR04"
"""The row of the progression table that says a session did not settle."""


@dataclass(slots=True)
class FlareState:
    """The flares of a record, while it is read."""

    content: Content
    unsettled: list[date] = field(default_factory=list)
    begun: list[date] = field(default_factory=list)
    since: date | None = None

    def note_response(self, ruling: Ruling, day: date) -> None:
        """Count a session that did not settle; enough of them in a short time begin a flare."""
        if UNSETTLED_RULE not in ruling.rules or day in self.unsettled:
            return
        numbers = self.content.thresholds
        self.unsettled.append(day)
        window = day - timedelta(days=numbers.flare_window_days.value)
        recent = [one for one in self.unsettled if one > window]
        if len(recent) >= numbers.flare_responses.value:
            self.begin(day + timedelta(days=1))

    def begin(self, day: date) -> None:
        """A flare begins, unless one is under way."""
        if self.since is None:
            self.since = day
            self.begun.append(day)
            self.unsettled.clear()

    def day_of(self, today: date) -> int | None:
        """Which day of the flare `today` is, from 1; `None` without a flare."""
        return None if self.since is None else max(1, (today - self.since).days + 1)

    def over(self, today: date, diary: PainDiary, usual_pain: int | None) -> bool:
        """Whether the calm days are done and pain is back near usual; unknown pain is not near usual."""
        day = self.day_of(today)
        if day is None or self.since is None or day <= self.content.thresholds.flare_quiet_days.value:
            return False
        latest = diary.latest(self.since, today)
        near = self.content.thresholds.flare_restart_within.value
        return latest is not None and usual_pain is not None and latest <= usual_pain + near

    def end(self) -> None:
        """The flare has settled."""
        self.since = None

    def needs_someone(self, today: date) -> str | None:
        """The rule by which someone should look: it lasts too long, or comes too often."""
        numbers = self.content.thresholds
        window = today - timedelta(days=numbers.flares_window_days.value)
        day = self.day_of(today)
        if day is not None and day > numbers.flare_unsettled_days.value:
            return "CO02"
        if len([begun for begun in self.begun if window < begun <= today]) > numbers.flares_most.value:
            return "CO03"
        return None


def quiet_lines(situation: Situation, content: Content) -> tuple[Prescription, ...]:
    """Gentle movement for the calm days of a flare, at the gentlest dose."""
    return tuple(_quiet(situation, content))


def _quiet(situation: Situation, content: Content) -> list[Prescription]:
    step = content.flare.step[0]
    reason = Reason("FL01", content.flare.words, sources((*step.evidence, *content.flare.evidence)))
    settle = content.phase(Phase.SETTLE)
    return [
        Prescription(
            slot=f"quiet_{exercise.id.lower()}",
            exercise=exercise.id,
            side=side,
            line_side=side,
            purpose=exercise.purpose,
            dose=entry_dose(exercise, situation, content),
            effort=settle.effort.start,
            priority=priority,
            reasons=(reason,),
            adaptations=tuple(c.note for c in exercise.cautions if c.tag in situation.tags),
        )
        for priority, exercise in enumerate((content.exercises[e] for e in content.flare.quiet_exercises), start=1)
        if allowed(exercise, situation, content)
        for side in sides_of(exercise)
    ]
