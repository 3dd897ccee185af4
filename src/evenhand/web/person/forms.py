"""What somebody types at their own page: the key of their letter, and what is not right."""

from django import forms

_AS_PRINTED = {"autocomplete": "off", "spellcheck": False, "autocapitalize": "characters"}


class LetterForm(forms.Form):
    """The reference and the key. Spaces and small letters make no difference."""

    reference = forms.CharField(
        label="Reference",
        help_text="The 8 letters at the top of your letter.",
        max_length=40,
        error_messages={"required": "Enter the reference on your letter"},
        widget=forms.TextInput(_AS_PRINTED),
    )
    key = forms.CharField(
        label="Key",
        help_text="The 20 letters below it, in 4 groups. You can leave out the spaces.",
        max_length=80,
        error_messages={"required": "Enter the key on your letter"},
        widget=forms.TextInput(_AS_PRINTED),
    )


class SayForm(forms.Form):
    """What somebody says is not right about them."""

    what = forms.CharField(
        label="What is not right?",
        help_text="In your own words. You do not have to prove it. You can get help with writing it.",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Say what is not right"},
    )
