"""A Django form as the design system's components want it. The templates' side is forms.html."""

from collections.abc import Mapping
from typing import Any

from django.forms import BaseForm, BoundField

_SIZES = {
    "label": ("govuk-label--s", "govuk-label--l"),
    "legend": ("govuk-fieldset__legend--s", "govuk-fieldset__legend--l"),
}


def summary(*forms: BaseForm | None) -> list[dict[str, str]]:
    """Every error of the forms for the summary at the top: those of a whole form first, then each with its field."""
    return [error for form in forms if form is not None for error in _errors(form)]


def _errors(form: BaseForm) -> list[dict[str, str]]:
    whole = [{"text": str(error)} for error in form.non_field_errors()]
    return whole + [{"text": str(error), "href": f"#{bound.auto_id}"} for bound in form for error in bound.errors]


def kind(bound: BoundField) -> str:
    """Which macro shows a field: hidden, radio, checkboxes, tick, select, textarea or input."""
    if bound.is_hidden:
        return "hidden"
    asked = getattr(bound.field.widget, "input_type", "textarea")
    if asked == "checkbox":
        return "checkboxes" if hasattr(bound.field, "choices") else "tick"
    return asked if asked in ("radio", "select", "textarea") else "input"


def parameters(
    bound: BoundField, heading: bool = False, classes: str = "", hints: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The parameters of the component for one field. `hints` gives single choices a hint of their own, by value."""
    made: dict[str, Any] = {"name": bound.html_name, "id": bound.auto_id, "idPrefix": bound.auto_id, "classes": classes}
    if bound.help_text:
        made["hint"] = {"text": bound.help_text}
    if bound.errors:
        made["errorMessage"] = {"text": " ".join(map(str, bound.errors))}
    value = bound.value()
    form = kind(bound)
    if form == "tick":
        return made | {"items": [{"value": "on", "text": bound.label, "checked": bool(value)}]}
    if form in ("radio", "checkboxes"):
        made["fieldset"] = {"legend": _named(bound, "legend", heading)}
    else:
        made["label"] = _named(bound, "label", heading)
    if form in ("radio", "checkboxes", "select"):
        return made | {"items": _items(bound, value, hints or {})}
    return made | _typed(bound, value)


def _named(bound: BoundField, part: str, heading: bool) -> dict[str, Any]:
    return {"text": bound.label, "isPageHeading": heading, "classes": _SIZES[part][heading]}


def _items(bound: BoundField, value: Any, hints: Mapping[str, str]) -> list[dict[str, Any]]:
    chosen = {str(one) for one in (value if isinstance(value, list | tuple) else [value])}
    items = []
    for code, words in bound.field.choices:  # type: ignore[attr-defined]
        is_chosen = str(code) in chosen
        item: dict[str, Any] = {"value": str(code), "text": str(words), "checked": is_chosen, "selected": is_chosen}
        if str(code) in hints:
            item["hint"] = {"text": hints[str(code)]}
        items.append(item)
    return items


def _typed(bound: BoundField, value: Any) -> dict[str, Any]:
    attributes = dict(bound.field.widget.attrs)
    made = {
        "type": getattr(bound.field.widget, "input_type", None),
        "value": None if getattr(bound.field.widget, "input_type", "") == "password" else value,
        "rows": attributes.get("rows", 5),
        "autocomplete": attributes.get("autocomplete", "off"),
        "inputmode": attributes.get("inputmode"),
        "autocapitalize": attributes.get("autocapitalize"),
        "spellcheck": attributes.get("spellcheck"),
    }
    return {name: given for name, given in made.items() if given is not None}
