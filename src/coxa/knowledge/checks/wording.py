"""Words that must not stand in what people read: promises, diagnoses, other people's questionnaires."""

import re
from collections.abc import Iterator

from coxa.errors import Fault
from coxa.knowledge.checks.files import Files
from coxa.knowledge.checks.person_texts import person_texts

_FINDINGS = (
    r"(osteo)?arthritis|tendinopathy|tendinitis|tendonitis|bursitis|impingement|dysplasia|necrosis|sciatica"
    r"|an? (labral |stress |hip )?(tear|fracture)|a torn labrum"
)
_YOU_HAVE = r"(?<!do )(?<!if )(?<!that )\byou (have|suffer from) (mild |severe )?"

_FORBIDDEN: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (
        re.compile(r"\bsafe(ly)?\b", re.IGNORECASE),
        "promises safety",
        "say what to do; never call anything safe",
    ),
    (
        re.compile(r"\b(cures?|guarantee[ds]?|heals? your)\b", re.IGNORECASE),
        "promises a result",
        "say what studies found, on average",
    ),
    (
        re.compile(rf"{_YOU_HAVE}({_FINDINGS})\b|\byour ({_FINDINGS})\b", re.IGNORECASE),
        "sounds like a diagnosis",
        "write what people were told, or how it feels",
    ),
    (
        re.compile(
            r"\b(HOOS|WOMAC|KOOS|iHOT|HAGOS|VISA-G|PHQ|PSFS|EQ-5D|TSK|PCS|Oxford Hip Score|Harris Hip Score"
            r"|Lower Extremity Functional Scale|PainDETECT)\b"
        ),
        "names a questionnaire",
        "ask in our own words: its wording belongs to others",
    ),
    (
        re.compile(r"\{(?!emergency_number\})[^}]*\}?"),
        "has a placeholder that nothing fills",
        "only {emergency_number} is filled",
    ),
)


def faults(files: Files) -> Iterator[Fault]:
    """Every forbidden word in what people read."""
    for where, text in person_texts(files):
        for pattern, what, advice in _FORBIDDEN:
            found = pattern.search(text)
            if found:
                yield Fault(where, f"{what}: “{found[0]}”", advice)
