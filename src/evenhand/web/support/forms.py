"""What those who help type. The day is typed as it is written on forms: 23 11 2026 in one field."""

from django import forms

from evenhand.casework import support
from evenhand.casework.support import ANSWERS, KINDS, OUTCOMES, WAYS

_ASKED = [(code, words) for code, words in support.SOURCES.items() if code != "officer"]
_SEVERAL_LINES = forms.Textarea(attrs={"rows": 5})
_ABOUT_NOBODY_ELSE = "For those who help, and for nobody else. Do not write about anybody else."


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text="For example, 23/11/2026.",
        input_formats=["%d/%m/%Y", "%d %m %Y", "%Y-%m-%d", "%d %B %Y"],
        error_messages={"required": "Enter the day.", "invalid": "Enter a day such as 23/11/2026."},
    )


def _choice(label: str, choices: dict[str, str], missing: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=list(choices.items()),
        widget=forms.RadioSelect,
        error_messages={"required": missing},
    )


class FindForm(forms.Form):
    """Whom somebody asks help for: the whole name and the birth date."""

    words = forms.CharField(
        label="First name and family name",
        max_length=120,
        error_messages={"required": "Enter a first name and a family name."},
    )
    born_on = _day("Date of birth")
    reason = forms.CharField(
        label="Why are you looking for this person?",
        help_text="Who asked for help for them. This is kept, and the person may read it.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why you are looking for this person."},
    )


class ReferralForm(forms.Form):
    """Who asked for help, and what for."""

    source = _choice("Who asked for help?", dict(_ASKED), "Say who asked for help.")
    reasons = forms.CharField(
        label="What help might be needed, and why now?",
        help_text=_ABOUT_NOBODY_ELSE,
        max_length=2000,
        widget=_SEVERAL_LINES,
        error_messages={"required": "Say in a few words what help might be needed and why now."},
    )


class OfferForm(forms.Form):
    """What was offered, how and when."""

    kind = _choice("What did you offer them?", KINDS, "Choose what you offered.")
    how = _choice("How did you tell them?", WAYS, "Choose how you told them.")
    offered_on = _day("On which day?")


class AnswerForm(forms.Form):
    """Yes or no, and when. There is no field for a reason: none is asked of them."""

    answer = _choice("What did they say?", ANSWERS, "Choose what they said.")
    answered_on = _day("On which day?")


class PlanForm(forms.Form):
    """What was agreed."""

    plan = forms.CharField(
        label="What did you agree with them?",
        help_text=_ABOUT_NOBODY_ELSE,
        max_length=5000,
        widget=_SEVERAL_LINES,
        error_messages={"required": "Write down what was agreed."},
    )


class ContactForm(forms.Form):
    """When somebody was in touch, and how."""

    kind = _choice("How were you in touch?", WAYS, "Choose how you were in touch.")
    contact_on = _day("On which day?")
    note = forms.CharField(
        label="What do you want to remember? (optional)",
        help_text=_ABOUT_NOBODY_ELSE,
        required=False,
        max_length=2000,
        widget=_SEVERAL_LINES,
    )


class OutcomeForm(forms.Form):
    """How help came to its end."""

    outcome = _choice("How did it come to its end?", OUTCOMES, "Choose how it came to its end.")
    ended_on = _day("On which day?")
    note = forms.CharField(
        label="What do you want to remember? (optional)",
        help_text=_ABOUT_NOBODY_ELSE,
        required=False,
        max_length=2000,
        widget=_SEVERAL_LINES,
    )
