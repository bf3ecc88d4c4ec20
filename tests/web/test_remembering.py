"""Pages kept as they were shown: the same while nothing changed, new as soon as something did."""

import pytest
from django.test import Client
from django.urls import reverse

from coxa.care.entries import BroughtBack, LeftOut, PainReported
from coxa.records.models import Person
from coxa.web import remembering
from web.a_course import facts, opened, ready, told
from web.test_programme import hidden, html

pytestmark = pytest.mark.django_db

PAGES = ["today", "programme", "progress", "record", "library", "learn"]


@pytest.mark.parametrize("page", PAGES)
def test_page_is_the_same_twice_and_read_from_memory_the_second_time(ana: Person, page: str) -> None:
    ready(ana)
    client = opened(ana)
    remembering.forget_pages()
    first = client.get(reverse(page)).content
    kept = set(remembering._kept)
    second = client.get(reverse(page)).content
    assert set(remembering._kept) == kept
    assert len(kept) == 1
    first, second = (remembering._TOKEN.sub(rb"\1", one) for one in (first, second))
    assert first == second


def test_something_told_is_on_the_page_at_once(ana: Person) -> None:
    ready(ana)
    client = opened(ana)
    before = client.get(reverse("record")).content
    told(ana, PainReported(average=7))
    after = client.get(reverse("record")).content
    assert before != after


def test_form_of_a_kept_page_has_fresh_tokens_that_work(ana: Person) -> None:
    ready(ana)
    told(ana, LeftOut(exercise="M01", reason="disliked"))
    client = Client(enforce_csrf_checks=True)
    client.cookies = opened(ana).cookies
    html(client)
    pages = [html(client), html(client)]
    assert len({hidden(page, "token") for page in pages}) == 2
    said = {name: hidden(pages[1], name) for name in ("csrfmiddlewaretoken", "token", "record")}
    done = client.post(reverse("programme"), {**said, "action": "bring_back", "exercise": "M01"})
    assert done.status_code == 302
    assert facts(ana)[-1] == BroughtBack(exercise="M01")


def test_another_person_never_sees_a_kept_page(ana: Person, ben: Person) -> None:
    ready(ana)
    ready(ben)
    of_ana = opened(ana).get(reverse("today")).content.decode()
    of_ben = opened(ben).get(reverse("today")).content.decode()
    assert ana.name in of_ana
    assert ana.name not in of_ben


def test_erased_person_leaves_no_page_behind(ana: Person) -> None:
    ready(ana)
    client = opened(ana)
    client.get(reverse("today"))
    assert [key for key in remembering._kept if key[1] == ana.pk]
    client.post("/record/erase/", {"name": ana.name})
    assert not Person.objects.filter(pk=ana.pk).exists()
    assert not [key for key in remembering._kept if key[1] == ana.pk]
