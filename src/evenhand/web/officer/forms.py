"""What officers type. Length and sense are judged by the casework; these only say what must not be left empty."""

from django import forms

from evenhand.web.intent import intent_field, why_disruption_field

WHY = "Who asked, and what for. This is written to the ledger, and the person may read it."
_SEVERAL_LINES = forms.Textarea(attrs={"rows": 5})


class ReasonForm(forms.Form):
    """Why a record is opened."""

    reason = forms.CharField(
        label="Why are you opening this record?",
        help_text=WHY,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why you are opening this person's record."},
    )


class SearchForm(forms.Form):
    """Whom somebody looks for, and why."""

    words = forms.CharField(
        label="Name or identifier",
        help_text="The beginning of a name, or a whole PNC, CRO or prison number, or a source's own reference.",
        max_length=120,
        error_messages={"required": "Enter a name or an identifier."},
    )
    reason = forms.CharField(
        label="Why are you looking for this person?",
        help_text=WHY,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why you are looking for this person."},
    )


class ProposeForm(forms.Form):
    """What a proposal says. Nothing is required, so that it can be checked before it is finished."""

    reasons = forms.CharField(label="Your reasons", required=False, max_length=5000, widget=_SEVERAL_LINES)
    child_welfare = forms.CharField(label="The child's welfare", required=False, max_length=5000, widget=_SEVERAL_LINES)
    intent = intent_field("What is the entry for?")
    why_disruption = why_disruption_field()


class SupportForm(forms.Form):
    """What help might be needed."""

    reasons = forms.CharField(
        label="What help might be needed, and why now?",
        help_text="In a few words. Do not write about anybody else.",
        max_length=2000,
        widget=_SEVERAL_LINES,
        error_messages={"required": "Say in a few words what help might be needed and why now."},
    )


class AnswerForm(forms.Form):
    """Why somebody looked."""

    answer = forms.CharField(
        label="Why did you look?",
        help_text="In your own words: what you needed it for, and who asked you. If it was a mistake, say so.",
        max_length=2000,
        widget=_SEVERAL_LINES,
        error_messages={"required": "Say why you looked."},
    )


class DeclareForm(forms.Form):
    """Whose records somebody must not look up: one in a line."""

    surname = forms.CharField(
        label="Surnames of your family",
        help_text="One in a line. Your own, if it is not in the name of your account, and those of your relatives.",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    postcode = forms.CharField(
        label="Postcodes where you and your relatives live",
        help_text="One in a line.",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    record = forms.CharField(
        label="Records that are about you or a relative",
        help_text="One in a line, as far as you know them: a source and its reference, or a PNC, CRO or prison number.",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def declared(self) -> dict[str, list[str]]:
        """What was typed, by kind, line by line."""
        return {kind: self.cleaned_data[kind].splitlines() for kind in self.fields}


class DisputeForm(forms.Form):
    """What somebody says is not right with what is recorded of them."""

    what = forms.CharField(
        label="What do they say is not right?",
        help_text="In their own words as far as you can. They need not prove it, and need not say why it matters.",
        max_length=5000,
        widget=_SEVERAL_LINES,
        error_messages={"required": "Write down what they say is not right."},
    )
