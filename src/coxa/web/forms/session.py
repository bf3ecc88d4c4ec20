"""What a session asks: pain before, how each exercise went, what made someone stop, and pain at the end."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coxa.web.forms.scales import yes_or_no, zero_to_ten


class StartForm(forms.Form):
    """Before the first exercise."""

    session = forms.UUIDField(error_messages={"required": _("Press the button again."), "invalid": _("Press again.")})
    pain_before = zero_to_ten(_("Choose a number for your pain now."))


class HurtForm(forms.Form):
    """What made someone stop an exercise."""

    pain = zero_to_ten(_("Choose a number for your worst pain."))
    sharp = yes_or_no(_("Choose yes or no: was the pain sharp, or did your hip give way?"))


class WentForm(HurtForm):
    """How an exercise went on one side; the prefix is the side."""

    effort = zero_to_ten(_("Choose a number for how hard it was."))
    control = yes_or_no(_("Choose yes or no: could you do it with control?"))


class FinishForm(forms.Form):
    """After the last exercise."""

    pain_after = zero_to_ten(_("Choose a number for your pain now."))
