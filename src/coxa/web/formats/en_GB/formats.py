"""Days with the whole name of the month: "3 March 2026"."""

DATE_FORMAT = "j F Y"
