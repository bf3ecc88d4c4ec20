"""What someone told about themselves, in words: one small function per kind of entry."""

from collections.abc import Callable
from typing import Any, Final

from django.utils.translation import gettext as _

from coxa.care.entries import (
    ClearanceStated,
    HealthEvent,
    HipDescribed,
    LifeDescribed,
    PainReported,
    ProfessionalSeen,
    Reviewed,
    ScreeningAnswered,
)
from coxa.knowledge.library import Content
from coxa.knowledge.vocabulary import Answer
from coxa.web.presenters import about_my_hip, my_life
from coxa.web.presenters.answers import (
    Words,
    day_or_none,
    day_words,
    filled,
    hours_words,
    joined,
    number_words,
    out_of_ten,
    weeks_words,
    who_words,
    yes_no,
)


def _screening(fact: ScreeningAnswered, content: Content) -> Words:
    title = _("Safety check, all questions") if fact.scope == "full" else _("Short safety check")
    said = {Answer.YES: _("Yes"), Answer.NO: _("No"), Answer.DONT_KNOW: _("I don’t know")}
    order = [Answer.YES, Answer.DONT_KNOW, Answer.NO]
    asked = [*content.questions, *(fact.answers.keys() - content.questions.keys())]
    answers = sorted(((q, fact.answers[q]) for q in asked if q in fact.answers), key=lambda one: order.index(one[1]))
    rows = [(content.questions[q].question if q in content.questions else q, said[a]) for q, a in answers]
    yes = sum(answer is Answer.YES for answer in fact.answers.values())
    unsure = sum(answer is Answer.DONT_KNOW for answer in fact.answers.values())
    counts = {"all": len(rows), "yes": yes, "unsure": unsure}
    line = _("Answers: %(all)d. Yes: %(yes)d. I don’t know: %(unsure)d.") % counts
    return Words(title, line, tuple(rows))


def _professional(fact: ProfessionalSeen, _content: Content) -> Words:
    seen = fact.status == "seen_and_cleared"
    line = _("You saw a professional, and you may exercise.") if seen else _("You have not seen a professional yet.")
    return Words(
        _("Seeing a professional"), line, filled((_("Who"), who_words(fact.who)), (_("When"), day_or_none(fact.on)))
    )


def _clearance(fact: ClearanceStated, _content: Content) -> Words:
    line = _("A professional said that you may exercise.")
    return Words(_("The go-ahead"), line, filled((_("Who"), who_words(fact.who)), (_("When"), day_or_none(fact.on))))


def _hip(fact: HipDescribed, content: Content) -> Words:
    words = {name: _texts(items) for name, items in about_my_hip.choices(content).items()}
    told = content.conditions[fact.told].name if fact.told in content.conditions else fact.told
    rows = filled(
        (_("Age"), number_words(fact.age)),
        (_("Which hip hurts"), words["painful"].get(str(fact.painful))),
        (_("Where"), "; ".join(words["places"].get(place, place) for place in fact.places)),
        (_("What you were told"), told),
        (_("Told by a doctor or physiotherapist"), yes_no(said=fact.told_by_professional)),
        (_("For how long"), weeks_words(fact.duration_weeks)),
        (_("Pain on average"), out_of_ten(fact.average_pain)),
        (_("Pain at rest"), out_of_ten(fact.pain_at_rest)),
        (_("Pain at night"), yes_no(said=fact.night_pain)),
        (_("Time to settle"), hours_words(fact.settle_h)),
        (_("Worry about moving"), out_of_ten(fact.fear)),
        (_("You rise from a chair without hands"), yes_no(said=fact.rises_without_hands)),
        (_("You walk for ten minutes"), yes_no(said=fact.walks_ten_minutes)),
        (_("You wait for an operation"), yes_no(said=fact.waiting_for_surgery)),
        (_("Other troubles"), "; ".join(words["troubles"].get(one, one) for one in fact.troubles)),
    )
    return Words(_("About my hip"), joined(rows[:3]), rows)


def _life(fact: LifeDescribed, content: Content) -> Words:
    words = my_life.choices(content)
    things, tracks = _texts(words["equipment"]), _texts(words["track"])
    names = content.exercises
    rows = filled(
        *((_("Goal"), _goal(goal.activity, goal.rating)) for goal in fact.goals),
        (_("Days a week"), str(fact.days_per_week)),
        (_("Minutes each time"), str(fact.minutes)),
        (_("At hand"), "; ".join(things.get(one, one) for one in fact.equipment)),
        (_("Way to get stronger"), tracks.get(str(fact.track))),
        (_("You like"), "; ".join(names[one].name for one in fact.likes if one in names)),
        (_("You would rather not"), "; ".join(names[one].name for one in fact.dislikes if one in names)),
        (_("When and where"), fact.when_and_where),
    )
    return Words(_("My life and goals"), joined(rows[:3]), rows)


def _event(fact: HealthEvent, _content: Content) -> Words:
    what = {
        "fall": _("A fall"),
        "illness": _("An illness"),
        "surgery": _("An operation"),
        "new_medicine": _("A new medicine"),
    }[fact.what]
    return Words(_("A change in my health"), f"{what}, {day_words(fact.on)}.", ((what, day_words(fact.on)),))


def _pain_reported(fact: PainReported, _content: Content) -> Words:
    rows = filled((_("Pain on this day"), out_of_ten(fact.average)), (_("A flare"), yes_no(said=fact.flare)))
    return Words(_("A report of pain"), joined(rows), rows)


def _reviewed(fact: Reviewed, _content: Content) -> Words:
    changes = {
        "much_better": _("Much better"),
        "better": _("Better"),
        "same": _("The same"),
        "worse": _("Worse"),
        "much_worse": _("Much worse"),
    }
    goals = ", ".join(str(rating) for rating in fact.goal_ratings)
    rows = filled(
        (_("Week"), str(fact.week)),
        (_("Pain on average"), out_of_ten(fact.average_pain)),
        (_("Compared with the start"), changes.get(str(fact.change))),
        (_("Goals, 0 to 10"), goals),
        (_("Good enough for me"), yes_no(said=fact.good_enough)),
        (_("My plan"), {"keep": _("Keep"), "return": _("Return"), "change": _("Change")}.get(str(fact.onward))),
        (_("Times up from a chair in 30 seconds"), number_words(fact.chair_stands)),
    )
    return Words(_("Looking back"), joined(rows[:3]), rows)


def _goal(activity: str, rating: int | None) -> str:
    return activity if rating is None else _("%(what)s (%(now)d of 10)") % {"what": activity, "now": rating}


def _texts(items: Any) -> dict[str, str]:
    return {str(item["value"]): str(item["text"]) for item in items if "value" in item}


ABOUT_PERSON: Final[dict[type, Callable[[Any, Content], Words]]] = {
    ClearanceStated: _clearance,
    HealthEvent: _event,
    HipDescribed: _hip,
    LifeDescribed: _life,
    PainReported: _pain_reported,
    ProfessionalSeen: _professional,
    Reviewed: _reviewed,
    ScreeningAnswered: _screening,
}
"""The function of each kind."""
