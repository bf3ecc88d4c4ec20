"""Records that are some way along: what a person told, and when, as if the pages had been used for days."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coxa.care.course import Course, course
from coxa.care.entries import (
    Entry,
    ExerciseDone,
    Fact,
    Goal,
    HipDescribed,
    LifeDescribed,
    MorningChecked,
    ProfessionalSeen,
    ScreeningAnswered,
    SessionFinished,
    SessionStarted,
    SetDone,
)
from coxa.knowledge.loader import shipped
from coxa.knowledge.vocabulary import Answer
from coxa.records.journal import append, entries_of
from coxa.records.models import Person
from coxa.web.presenters.lines import in_order


def opened(person: Person) -> Client:
    """A browser in which this person's record is open."""
    client = Client()
    client.post(reverse("choose_person", args=[person.pk]))
    return client


def told(person: Person, *facts: Fact, days_ago: int = 0) -> None:
    """Append facts to a record, on a day gone by or now."""
    start = timezone.localtime() - timedelta(days=days_ago)
    append(person.pk, [_entry(person, fact, start, number) for number, fact in enumerate(facts)])


def _entry(person: Person, fact: Fact, start: datetime, number: int) -> Entry:
    at = start + timedelta(microseconds=number)
    return Entry(uuid4(), person.pk, fact, start.date(), at, at, content=shipped().version)


def nothing_wrong(**changes: Answer) -> ScreeningAnswered:
    """The whole safety check, answered "no" throughout; regularly active."""
    questions = [question.id for question in shipped().screening.question if not question.asked_if]
    return ScreeningAnswered(
        scope="full", answers={**dict.fromkeys(questions, Answer.NO), "EX11": Answer.YES, **changes}
    )


def short_no() -> ScreeningAnswered:
    """The short safety check, answered "no" throughout."""
    asked = [q.id for q in shipped().screening.question if q.short_list and not q.asked_if]
    return ScreeningAnswered(scope="short", answers=dict.fromkeys(asked, Answer.NO))


def a_hip(**changes: object) -> HipDescribed:
    """A hip with osteoarthritis on the left that settles within an hour."""
    usual = {
        "age": 62,
        "painful": "left",
        "places": ("groin",),
        "told": "osteoarthritis",
        "told_by_professional": True,
        "average_pain": 4,
        "pain_at_rest": 1,
        "night_pain": False,
        "settle_h": 1,
        "fear": 2,
        "rises_without_hands": True,
    }
    return HipDescribed.model_validate({**usual, **changes})


def a_life(**changes: object) -> LifeDescribed:
    """Three days a week, twenty minutes, one goal."""
    goals = (Goal(activity="walk to the market", rating=4),)
    usual = {
        "goals": goals,
        "equipment": ("bike",),
        "days_per_week": 3,
        "minutes": 20,
        "when_and_where": "After coffee",
    }
    return LifeDescribed.model_validate({**usual, **changes})


def ready(person: Person, *, days_ago: int = 0, hip: HipDescribed | None = None) -> None:
    """Everything told that comes before the first session."""
    seen = ProfessionalSeen(status="seen_and_cleared", on=timezone.localdate() - timedelta(days=days_ago))
    told(person, nothing_wrong(), seen, hip or a_hip(), a_life(), days_ago=days_ago)


def begun(person: Person, *, pain_before: int = 1) -> UUID:
    """The short check answered and a session of all that is due begun, now."""
    told(person, short_no())
    now, session = course_now(person), uuid4()
    planned = tuple(line.as_planned() for line in in_order(now.due))
    told(person, SessionStarted(session=session, pain_before=pain_before, planned=planned))
    return session


def a_session(person: Person, *, days_ago: int, pain: int = 2, effort: int = 3) -> UUID:
    """A whole session, done as planned."""
    day, session = timezone.localdate() - timedelta(days=days_ago), uuid4()
    due = course(entries_of(person.pk), shipped(), day).due
    lines = [line.as_planned() for line in due]
    sets = [
        SetDone(session=session, exercise=line.exercise, side=line.side, number=number)
        for line in lines
        for number in range(1, line.sets + 1)
    ]
    done = [
        ExerciseDone(
            session=session,
            exercise=line.exercise,
            side=line.side,
            worst_pain=pain,
            effort=effort,
            in_control=True,
            sharp=False,
            done_percent=100,
        )
        for line in lines
    ]
    started = SessionStarted(session=session, pain_before=pain, planned=tuple(lines))
    told(person, started, *sets, *done, SessionFinished(session=session, pain_after=pain), days_ago=days_ago)
    return session


def a_morning(person: Person, session: UUID, *, days_ago: int) -> None:
    """The calm morning after a session."""
    calm = MorningChecked(session=session, morning="same", pain_after=2, pain_now=2, night_worse=False, swelling=False)
    told(person, calm, days_ago=days_ago)


def course_now(person: Person) -> Course:
    """Where a person stands today."""
    return course(entries_of(person.pk), shipped(), timezone.localdate())


def facts(person: Person) -> list[Fact]:
    """What a record says, in order."""
    return [entry.body for entry in entries_of(person.pk)]  # type: ignore[misc]  # no test here corrects anything
