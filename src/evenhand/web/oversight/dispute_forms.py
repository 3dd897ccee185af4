"""What is said of a dispute."""

from django import forms

from evenhand.casework.dispute import FINDINGS

HINTS = {
    "right": "What they say is so. What is wrong has to be put right at its source.",
    "partly": "Some of it is so. Say which part, and what has to be put right.",
    "not-right": "You looked, and what is recorded is right.",
}


class FindingForm(forms.Form):
    """A finding, and why, for the person to read. Whether that is enough is judged by the casework."""

    finding = forms.ChoiceField(
        label="What did you find?",
        choices=list(FINDINGS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you found."},
    )
    reasons = forms.CharField(
        label="Why?",
        help_text="The person reads these words in a letter. Write them so that a fifteen-year-old can follow. "
        "Do not write about anybody else.",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Say why."},
    )
