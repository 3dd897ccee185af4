"""What is typed to have somebody erased."""

from django import forms

from evenhand.casework.erasure import GROUNDS


class ProposeForm(forms.Form):
    """On which ground, and why."""

    ground = forms.ChoiceField(
        label="On which ground?",
        help_text="Data Protection Act 2018. Where none of these fits, correct the record or remove the entry instead.",
        choices=list(GROUNDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a ground."},
    )
    reason = forms.CharField(
        label="Why?",
        help_text="For whoever signs. It is erased with everything else; the ground, the date and both names stay.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why."},
    )


class SignForm(forms.Form):
    """That somebody means it."""

    sure = forms.BooleanField(
        label="I have read what is erased, and that it cannot be taken back",
        error_messages={"required": "Tick the box if you mean to erase this person."},
    )
