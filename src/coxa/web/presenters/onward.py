"""Where the next step is done."""

from typing import Final

from coxa.care.course import Course, NextStep

_PAGES: Final = {
    NextStep.SAFETY_CHECK: "safety",
    NextStep.PROFESSIONAL: "professional",
    NextStep.ABOUT_MY_HIP: "about_my_hip",
    NextStep.MY_LIFE: "my_life",
}


def onward(course: Course) -> str:
    """The name of the page where a person goes on: the questions have pages of their own, all else is on Today."""
    if course.locks and course.next_step in (NextStep.GET_HELP, NextStep.SEE_SOMEONE):
        return "safety_result"
    return _PAGES.get(course.next_step, "today")
