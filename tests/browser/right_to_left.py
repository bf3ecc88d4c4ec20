"""Settings with one more language, written from right to left. It has no catalogue of ours: the words stay English."""

from coxa.web.settings import *  # noqa: F403
from coxa.web.settings import LANGUAGES as SPOKEN

LANGUAGES = [*SPOKEN, ("ar", "العربية")]
