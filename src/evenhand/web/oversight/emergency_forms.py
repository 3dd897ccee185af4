"""What is typed about a record that was opened in an emergency."""

from django import forms

from evenhand.casework.emergency import FINDINGS

HINTS = {
    "justified": "Nothing more to do.",
    "not-justified": "The data protection officer sees it. What follows is for people: nothing happens here by itself.",
}


class ReviewForm(forms.Form):
    """What is found, and why."""

    finding = forms.ChoiceField(
        label="What do you find?",
        choices=list(FINDINGS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you find."},
    )
    reasons = forms.CharField(
        label="Why?",
        help_text="What you asked and whom, and what you think of it.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Say why you find so."},
    )
