"""What is said of a difference between groups. Whether it is enough is judged by the casework."""

from django import forms

from evenhand.casework.evenness import VERDICTS

HELP = "Anybody can read this. Say what you looked at and what you found. Do not write about any one person."


class AnswerForm(forms.Form):
    """Why a step falls differently on a group."""

    words = forms.CharField(
        label="What did you find out?",
        help_text=HELP,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Say what you found out."},
    )


class DecisionForm(forms.Form):
    """What the senior owner decides when nobody said why."""

    verdict = forms.ChoiceField(
        label="What do you decide?",
        choices=[(verdict.value, words) for verdict, words in VERDICTS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you decide."},
    )
    words = forms.CharField(
        label="Why?",
        help_text=HELP,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Say why."},
    )
