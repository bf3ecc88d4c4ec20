"""Progress tells the numbers as they are, without praise or blame for counting days."""

import pytest
from django.urls import reverse

from coxa.care.entries import PainReported, Reviewed
from coxa.records.models import Person
from web.a_course import a_morning, a_session, opened, ready, told

pytestmark = pytest.mark.django_db


def page_of(person: Person, query: str = "") -> str:
    response = opened(person).get(reverse("progress") + query)
    assert response.status_code == 200
    html: str = response.content.decode()
    return html[html.index("<main") : html.index("</main>")]


def three_weeks(person: Person) -> None:
    ready(person, days_ago=17)
    for days_ago in (16, 13, 10, 7, 4):
        session = a_session(person, days_ago=days_ago)
        a_morning(person, session, days_ago=days_ago - 1)


def test_nothing_done_yet_says_what_will_be_here(ana: Person) -> None:
    page = page_of(ana)
    assert (page.count("After your first session"), page.count("<table")) == (1, 0)


def test_weeks_show_pain_sessions_and_effort(ana: Person) -> None:
    three_weeks(ana)
    page = page_of(ana)
    assert [page.count(f"Week {number}, from ") for number in (1, 2, 3, 4)] == [1, 1, 1, 0]
    assert [page.count(f"<span>{done} of 3</span>") for done in (3, 2, 1, 0)] == [1, 1, 0, 1]
    assert page.count("Salaffi") == 1


def test_every_line_shows_where_it_stands_and_since_when(ana: Person) -> None:
    three_weeks(ana)
    rungs = page_of(ana).split('id="rungs-caption"')[1].split("</table>")[0]
    assert rungs.count("<tr") > 1
    assert rungs.count("set") > 0


def test_decisions_come_in_pages_and_strange_pages_do_no_harm(ana: Person) -> None:
    three_weeks(ana)
    first, second = page_of(ana), page_of(ana, "?page=2")
    assert (first.count('rel="next"'), first.count('rel="prev"'), second.count('rel="prev"')) == (1, 0, 1)
    assert first != second
    assert page_of(ana, "?page=9999").count('rel="next"') == 0
    assert page_of(ana, "?page=x'") == page_of(ana)


def test_reviews_and_flares_are_listed(ana: Person) -> None:
    three_weeks(ana)
    told(ana, Reviewed(week=2, average_pain=3, change="better"), PainReported(average=6, flare=True), days_ago=2)
    page = page_of(ana)
    assert (page.count("Your reviews"), page.count("Yours began on:")) == (1, 1)


def test_record_of_another_shows_nothing_of_mine(ana: Person, ben: Person) -> None:
    three_weeks(ana)
    assert page_of(ben).count("<table") == 0
