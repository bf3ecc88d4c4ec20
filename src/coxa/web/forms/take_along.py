"""What is asked before a file is made."""

from django import forms


class CalendarForm(forms.Form):
    """At what time of day the sessions are; nothing means all day."""

    at = forms.TimeField(required=False)
