"""What is typed to put a record right."""

from uuid import UUID

from django import forms

SOMEBODY_ELSE = "somebody-else"


class CorrectionForm(forms.Form):
    """A quarantined row as it should have come."""

    corrected = forms.CharField(
        label="The corrected row",
        help_text="One line, as the source should have sent it. Everything in it is checked again.",
        max_length=100_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Enter the corrected row."},
    )

    def clean_corrected(self) -> str:
        """The row, which must be a single line. Raises ValidationError where it is more."""
        line = str(self.cleaned_data["corrected"]).strip("\r\n")
        if "\n" in line or "\r" in line:
            raise forms.ValidationError("A row is one line: take out the line breaks.")
        return line


class WhoseForm(forms.Form):
    """Whose a held record is, and how somebody knows."""

    whose = forms.CharField(
        label="Whose record is it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whose record it is, or somebody else."},
    )
    reason = forms.CharField(
        label="How do you know?",
        help_text="In a few words. It stands beside the decision, which can be taken back.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say in a few words how you know."},
    )

    def clean_whose(self) -> UUID | None:
        """The person chosen, None for somebody else. Raises ValidationError for what no page offers."""
        chosen = self.cleaned_data["whose"]
        try:
            return None if chosen == SOMEBODY_ELSE else UUID(chosen)
        except ValueError:
            raise forms.ValidationError("Choose one of the people shown, or somebody else.") from None


class UndoForm(forms.Form):
    """Why a decision was wrong."""

    reason = forms.CharField(
        label="Why was it wrong?",
        help_text="In a few words.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say in a few words why it was wrong."},
    )
