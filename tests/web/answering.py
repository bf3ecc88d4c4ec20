"""How the tests of the pages answer: with a real client, on the real record."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from coxa.care.entries import (
    Fact,
    HipDescribed,
    LifeDescribed,
    ProfessionalSeen,
    ScreeningAnswered,
)
from coxa.knowledge.loader import shipped
from coxa.knowledge.vocabulary import Answer
from coxa.records.journal import entries_of, record
from coxa.records.models import Person

SAME_PAGE = "6f2b0a0e-0000-4000-8000-000000000001"
"""The token of a page that is sent twice."""

NO = {
    question.id: Answer.YES if question.informs_only else Answer.NO
    for question in shipped().screening.question
    if not question.asked_if
}
"""Every question answered with "no", but "are you active?" with "yes"."""


def open_record(client: Client, person: Person) -> Client:
    """Choose a person, as the page does."""
    client.post(f"/people/{person.pk}/open/")
    return client


def answer_check(client: Client, answers: Mapping[str, str] | None = None) -> str:
    """Answer the whole safety check, "no" unless told otherwise ("skip" leaves out), and say where it ended."""
    said = {**NO, **(answers or {})}
    where = client.post("/safety/").headers["Location"]
    for _ in shipped().questions:
        question = where.strip("/").split("/")[-1]
        if question not in shipped().questions:
            break
        answer = said.get(question, "no")
        where = client.post(where, {"skip": "on"} if answer == "skip" else {"answer": answer}).headers["Location"]
    return where


def facts(person: Person) -> list[Any]:
    """What the record says, in order."""
    return [entry.body for entry in entries_of(person.pk)]


def tell(person: Person, *said: Fact, days_ago: int = 0) -> None:
    """Put facts into the record without the pages."""
    now: datetime = timezone.localtime() - timedelta(days=days_ago)
    for number, fact in enumerate(said):
        record(person.pk, fact, now=now + timedelta(microseconds=number), content=shipped().version)


def ready(person: Person) -> None:
    """Tell all that a first session needs."""
    tell(
        person,
        ScreeningAnswered(scope="full", answers=NO),
        ProfessionalSeen(status="seen_and_cleared", on=timezone.localdate(), who="physiotherapist"),
        HipDescribed(age=62, painful="left", average_pain=3, pain_at_rest=1, night_pain=False, settle_h=1, fear=2),
        LifeDescribed(),
    )


def main_of(html: str) -> str:
    """The page without its header and footer."""
    found = re.search(r"<main.*?</main>", html, re.DOTALL)
    assert found is not None
    return found[0]


def heading_of(html: str) -> str:
    """The words of the page's one h1."""
    (heading,) = re.findall(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
    return re.sub(r"<[^>]*>", "", heading).strip()


def errors_of(html: str) -> list[str]:
    """Where the links of the error summary lead."""
    return re.findall(r'<li><a href="#([^"]*)">', main_of(html))
