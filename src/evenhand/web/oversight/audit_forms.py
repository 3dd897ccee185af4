"""What is typed about look-ups."""

from django import forms
from django.core.validators import MaxValueValidator

from evenhand.casework.answering import FINDINGS
from evenhand.register.actions.noting import WHY

HINTS = {
    "in-order": "Nothing more to do.",
    "talk": "Somebody talks to them. What comes of it is not kept here.",
    "misuse": "Tell the head of professional standards. Nothing happens here by itself.",
}


class SettleForm(forms.Form):
    """What is made of a look-up."""

    finding = forms.ChoiceField(
        label="What do you find?",
        choices=list(FINDINGS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you find."},
    )


class WatchForm(forms.Form):
    """Why every look at a record is asked about, and for how long."""

    why = forms.ChoiceField(
        label="Why is every look to be asked about?",
        choices=list(WHY.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why."},
    )
    username = forms.CharField(
        label="Whose record or family is it?",
        help_text="A username. Only where the record is an account holder's own or their family's: then only that "
        "account's looks are asked about.",
        max_length=60,
        required=False,
    )
    days = forms.IntegerField(
        label="For how many days?",
        min_value=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Enter a number of days.",
            "invalid": "Enter a number of days, such as 90.",
            "min_value": "It has to be one day at least.",
        },
    )

    def __init__(self, most: int, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        days = self.fields["days"]
        days.help_text = f"At most {most}. It ends by itself, and can be noted again."
        days.validators.append(MaxValueValidator(most, f"It can be {most} days at most."))

    def clean(self) -> dict[str, object]:
        """An account is named where, and only where, the record is its own."""
        said = super().clean() or {}
        own, username = said.get("why") == "own", said.get("username", "")
        if own and not username:
            self.add_error("username", "Enter the username of the account whose record or family it is.")
        if username and said.get("why") and not own:
            self.add_error("username", "Leave this empty, or choose that the record is an account holder's own.")
        return said
