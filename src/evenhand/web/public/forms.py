"""One invented event."""

from collections.abc import Mapping
from typing import Any

from django import forms

from evenhand.scoring.rows import Instrument
from evenhand.scoring.wording import STANDINGS


class InventedForm(forms.Form):
    """An offence, how far it is established, and when. All three, or none of them."""

    offence = forms.ChoiceField(label="What happened", required=False)
    standing = forms.ChoiceField(
        label="How far it is established",
        required=False,
        choices=[("", "Choose"), *((code.value, words[0].upper() + words[1:]) for code, words in STANDINGS.items())],
    )
    occurred_on = forms.DateField(
        label="When",
        help_text="Year-month-day, for example 2026-03-27",
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, rule: Instrument, number: int, data: Mapping[str, Any] | None) -> None:
        super().__init__(data, prefix=f"event-{number}")
        self.number = number
        codes = sorted(rule.severities.values(), key=lambda row: (row.title.lower(), row.offence))
        choices = [("", "Choose"), *((row.offence, f"{row.title} ({row.offence})") for row in codes)]
        self.fields["offence"].choices = choices  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = f"Event {number}: choose one from the list"
            field.error_messages["invalid"] = f"Event {number}: give the date as year-month-day, for example 2026-03-27"

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing of an event that was begun."""
        typed = self.cleaned_data
        if any(typed.values()):
            for name, field in self.fields.items():
                if name in typed and not typed[name]:
                    self.add_error(name, f"Event {self.number}: say {str(field.label).lower()}")
        return typed

    def row(self) -> dict[str, str]:
        """The event as text, as `scoring.invented` reads it; empty texts where nothing was typed."""
        return {name: str(value or "") for name, value in self.cleaned_data.items()}
