"""What an entry is for, as proposer and reviewer are asked: help comes first (SG-36)."""

from django import forms

from evenhand.casework.intent import DEFAULT, INTENTS


def intent_field(label: str) -> forms.ChoiceField:
    """To support, to protect, or to disrupt; support unless somebody says otherwise."""
    return forms.ChoiceField(
        label=label,
        choices=list(INTENTS.items()),
        initial=DEFAULT,
        required=False,
        widget=forms.RadioSelect,
    )


def why_disruption_field() -> forms.CharField:
    """The reasons that disruption needs, and nothing else does."""
    return forms.CharField(
        label="Only for disruption: why is it necessary and in proportion?",
        help_text="What help was tried or why it is not enough, and why no less would do. The person may read it.",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
