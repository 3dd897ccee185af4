"""What a reviewer says of an entry."""

from django import forms

from evenhand.casework.entry_review import SAYS
from evenhand.casework.statuses import Outcome

HINTS = {
    Outcome.RETAIN.value: "The entry stays in use, and has to be reviewed again.",
    Outcome.RESTRICT.value: "The entry is set aside: nobody uses it, and it has to be reviewed again.",
    Outcome.CORRECT.value: "The entry is set aside until what is wrong with the record is put right at its source.",
    Outcome.REMOVE.value: "The entry is deleted for good, and a letter tells them. Nothing older brings them back.",
}
_SEVERAL_LINES = forms.Textarea(attrs={"rows": 5})


class OutcomeForm(forms.Form):
    """An outcome, the reviewer's own reasons for it, and for a child what it means for their welfare."""

    outcome = forms.ChoiceField(
        label="What becomes of this entry?",
        choices=[(code.value, words) for code, words in SAYS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what becomes of this entry."},
    )
    reasons = forms.CharField(
        label="Your reasons",
        help_text="Your own, about this person. A score or a band is not a reason. The person may read them.",
        max_length=5000,
        widget=_SEVERAL_LINES,
        error_messages={"required": "Give your reasons."},
    )
    child_welfare = forms.CharField(
        label="The child's welfare",
        help_text="What staying on the register would mean for this child, and why it is still needed. "
        "You need not fill this in to remove the entry.",
        required=False,
        max_length=5000,
        widget=_SEVERAL_LINES,
    )
