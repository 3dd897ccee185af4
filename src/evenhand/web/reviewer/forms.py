"""What a reviewer says of a proposal."""

from django import forms

from evenhand.casework.statuses import Decision
from evenhand.web.intent import intent_field, why_disruption_field

CHOICES = {Decision.ACCEPT: "Accept", Decision.DECLINE: "Decline", Decision.RETURN: "Return for more"}
HINTS = {
    Decision.ACCEPT.value: "An entry is made, with a date for its review and a date on which it ends.",
    Decision.DECLINE.value: "No entry is made. The reasons are kept.",
    Decision.RETURN.value: "Whoever proposed it sees your reasons and can propose again.",
}


class DecisionForm(forms.Form):
    """A decision and the reviewer's own reasons for it."""

    decision = forms.ChoiceField(
        label="What do you decide?",
        choices=[(code.value, words) for code, words in CHOICES.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you decide."},
    )
    reasons = forms.CharField(
        label="Your reasons",
        help_text="Your own, about this person. A score or a band is not a reason. The person may read them.",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Give your reasons."},
    )
    intent = intent_field("If you accept it: what is the entry for?")
    why_disruption = why_disruption_field()
