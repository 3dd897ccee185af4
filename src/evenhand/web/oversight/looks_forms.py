"""What is typed to answer a person about who looked."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator

from evenhand.casework.looks import GROUNDS

_SEVERAL_LINES = forms.Textarea(attrs={"rows": 4})


class SeeForm(forms.Form):
    """Why somebody looks at who looked."""

    reason = forms.CharField(
        label="Why are you looking at who looked?",
        help_text="Who asked, and what for. This is written to the ledger, and the person sees that you looked.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why you are looking at who looked."},
    )


class HandOutForm(forms.Form):
    """How it is known who somebody is."""

    how_checked = forms.CharField(
        label="How did you check who they are?",
        help_text="In a few words, such as: came in person, with a passport.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say how you checked who they are."},
    )


class DelayForm(forms.Form):
    """On which ground, why, and for how long. What of it is allowed is judged by the casework."""

    ground = forms.ChoiceField(
        label="On which ground?",
        help_text="The law allows these and no others (Data Protection Act 2018, section 45(4)), and only for as long "
        "as it is necessary.",
        choices=[(code, words.capitalize()) for code, words in GROUNDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a ground."},
    )
    reasons = forms.CharField(
        label="Why is it necessary?",
        help_text="Kept for the Information Commissioner. The person does not see it here.",
        max_length=2000,
        widget=_SEVERAL_LINES,
        error_messages={"required": "Say why it is necessary."},
    )
    days = forms.IntegerField(
        label="For how many days?",
        min_value=1,
        max_value=10_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": "Enter a number of days.", "invalid": "Enter a number of days, such as 7."},
    )

    def __init__(self, most: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = self.fields["days"]
        days.help_text = f"At most {most}. If it is still necessary then, decide again."
        days.validators.append(MaxValueValidator(most, f"It can be {most} days at most."))
