"""What is typed in an emergency: as little as can be."""

from typing import Any

from django import forms
from django.core.validators import MinLengthValidator


class ReasonForm(forms.Form):
    """Why a record is opened. `least`: the shortest reason that the policy takes, in characters."""

    reason = forms.CharField(
        label="What is happening?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what is happening."},
    )

    def __init__(self, least: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        reason.help_text = f"One sentence, of at least {least} characters. Whoever reviews this reads it."
        reason.validators.append(
            MinLengthValidator(least, f"Say what is happening in one sentence, of at least {least} characters.")
        )


class SearchForm(ReasonForm):
    """Whom somebody looks for, and why."""

    words = forms.CharField(
        label="Name or identifier",
        help_text="The beginning of each name, or a whole PNC, CRO or prison number.",
        max_length=120,
        error_messages={"required": "Enter a name or an identifier."},
    )
    field_order = ("words", "reason")
