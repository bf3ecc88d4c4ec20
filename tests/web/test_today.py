"""Today shows the one next step, and never a session to someone who should not begin one."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from coxa.care.entries import HealthEvent, PainReported, ProfessionalSeen, ScreeningAnswered, SessionStopped
from coxa.knowledge.loader import shipped
from coxa.knowledge.vocabulary import Answer
from coxa.records.models import Person
from web.a_course import a_hip, a_life, a_morning, a_session, begun, nothing_wrong, opened, ready, short_no, told

pytestmark = pytest.mark.django_db


def page_of(person: Person) -> str:
    response = opened(person).get(reverse("today"))
    assert response.status_code == 200
    html: str = response.content.decode()
    return html[html.index("<main") : html.index("</main>")]


def links(page: str, name: str) -> int:
    """How many links lead to the page called `name`, whatever follows."""
    return page.count(f'href="{reverse(name)}')


def test_empty_record_leads_to_the_safety_check(ana: Person) -> None:
    page = page_of(ana)
    assert (links(page, "safety"), links(page, "short_check")) == (1, 0)


def test_each_thing_untold_leads_to_its_page_and_to_no_other(ana: Person) -> None:
    steps = {
        "professional": nothing_wrong(),
        "about_my_hip": ProfessionalSeen(status="seen_and_cleared", on=timezone.localdate()),
        "my_life": a_hip(),
    }
    for name, fact in steps.items():
        told(ana, fact)
        page = page_of(ana)
        assert {step: links(page, step) for step in steps} == {step: int(step == name) for step in steps}


def test_session_shows_both_buttons_and_what_is_due(ana: Person) -> None:
    ready(ana)
    page = page_of(ana)
    assert links(page, "short_check") == 2
    assert page.count(reverse("short_check") + "?short=1") == 1
    assert (page.count("walk to the market"), page.count("After coffee")) == (1, 1)


@pytest.mark.parametrize("question", ["RF01", "EX01", "RF09"])
def test_red_flag_shows_who_to_see_and_no_session(ana: Person, question: str) -> None:
    ready(ana, days_ago=1)
    told(ana, nothing_wrong(**{question: Answer.YES}))
    page = page_of(ana)
    assert (links(page, "short_check"), links(page, "safety_result"), links(page, "clearance")) == (0, 1, 1)
    assert page.count(shipped().questions[question].question.replace("'", "&#39;")) == 1


def test_emergency_in_a_session_shows_the_number_as_a_link(ana: Person) -> None:
    ready(ana, days_ago=1)
    told(ana, SessionStopped(session=uuid4(), symptom="SN01"))
    page = page_of(ana)
    assert (links(page, "short_check"), page.count('href="tel:112"') > 0) == (0, True)


def test_not_yet_seen_is_reminded_on_every_visit(ana: Person) -> None:
    told(ana, nothing_wrong(), ProfessionalSeen(status="not_yet"), a_hip(), a_life())
    assert page_of(ana).count(shipped().course_rules["CO09"].because) == 1


def test_morning_comes_before_the_next_session(ana: Person) -> None:
    ready(ana, days_ago=4)
    session = a_session(ana, days_ago=3)
    page = page_of(ana)
    assert (links(page, "morning"), links(page, "short_check")) == (1, 0)
    a_morning(ana, session, days_ago=2)
    page = page_of(ana)
    assert (links(page, "morning"), links(page, "short_check")) == (0, 2)
    assert page.count("What changed last time, and why") == 1


def test_open_session_can_be_gone_on_with(ana: Person) -> None:
    ready(ana)
    session = begun(ana)
    assert page_of(ana).count(f'href="{reverse("session_step", args=[session])}"') == 1


def test_session_done_today_shows_no_other(ana: Person) -> None:
    ready(ana)
    session = a_session(ana, days_ago=0)
    page = page_of(ana)
    assert links(page, "short_check") == 0
    assert page.count(f'href="{reverse("session_end", args=[session])}"') == 1


def test_flare_shows_its_plan_after_the_safety_check(ana: Person) -> None:
    ready(ana, days_ago=1)
    told(ana, PainReported(average=7, flare=True))
    assert links(page_of(ana), "safety") == 1
    told(ana, nothing_wrong())
    page = page_of(ana)
    assert [page.count(step.words[0]) for step in shipped().flare.step] == [1] * len(shipped().flare.step)


def test_health_event_asks_the_safety_questions_again(ana: Person) -> None:
    ready(ana, days_ago=1)
    told(ana, HealthEvent(what="fall", on=timezone.localdate()))
    page = page_of(ana)
    assert (links(page, "safety"), links(page, "short_check")) == (1, 0)


def test_unwell_today_shows_no_session(ana: Person) -> None:
    ready(ana, days_ago=1)
    told(ana, ScreeningAnswered(scope="short", answers={**short_no().answers, "EX10": Answer.YES}))
    assert links(page_of(ana), "short_check") == 0


def test_after_a_gap_one_is_welcomed_without_blame(ana: Person) -> None:
    ready(ana, days_ago=20)
    session = a_session(ana, days_ago=19)
    a_morning(ana, session, days_ago=18)
    told(ana, nothing_wrong())
    assert page_of(ana).count("Welcome back. Breaks are part of life.") == 1
