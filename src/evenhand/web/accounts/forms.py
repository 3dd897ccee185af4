"""What is asked on the way in."""

from collections.abc import Sequence
from typing import Any

from django import forms

from evenhand.web.wording import purpose


class SignInForm(forms.Form):
    """The first factor, and where to go afterwards."""

    username = forms.CharField(
        label="Username",
        max_length=60,
        error_messages={"required": "Enter your username"},
        widget=forms.TextInput({"autocomplete": "username", "spellcheck": False, "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label="Password",
        strip=False,
        max_length=1000,
        error_messages={"required": "Enter your password"},
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    next = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)


class CodeForm(forms.Form):
    """The second factor: six digits from an authenticator app. Spaces are forgiven."""

    code = forms.CharField(
        label="Code",
        help_text="The 6 digits that your authenticator app shows now.",
        max_length=20,
        error_messages={"required": "Enter the code from your authenticator app"},
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_code(self) -> str:
        """The six digits without the spaces that people type between them."""
        code = "".join(self.cleaned_data["code"].split())
        if not (code.isascii() and code.isdigit() and len(code) == 6):
            raise forms.ValidationError("The code is 6 digits, such as 123456")
        return code


class PurposeForm(forms.Form):
    """What somebody came to do."""

    purpose = forms.ChoiceField(
        label="What are you here to do?",
        help_text="Everything you open is written to the ledger under this purpose. You can change it at any time.",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you are here to do"},
    )

    def __init__(self, purposes: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = [(code, purpose(code)) for code in purposes]  # type: ignore[attr-defined]
