"""SAFEGUARDS.md, written from the catalogue and from where each promise is kept and proved."""

from collections.abc import Iterable, Mapping, Sequence

from evenhand.safeguards.catalogue import Catalogue, Law, NotYetKept, Promise, load

# (reference, kind of place, where): ("SG-09", "check", "evenhand.casework.evidence_rule.check_evidence_rule")
PlaceRow = tuple[str, str, str]

INTRODUCTION = """\
# Safeguards

Each promise below has a reference that is never used for anything else. Searching the project for that reference
finds the promise and its law, each place where it is kept, each test that proves it, and each refusal in the ledger.

Where a source is marked *not yet verified*, no copy of it and no named report of it has been seen: take it as a lead,
not as a citation. "evenhand policy" marks what is our own choice.

This page is generated. To change it, change the catalogue.
"""


def safeguards_markdown(
    places: Sequence[PlaceRow], proofs: Mapping[str, Sequence[str]], promises: Catalogue | None = None
) -> str:
    """Return the page as Markdown: a table of what is kept, each promise in full, then what is not yet kept.

    `places` are (reference, kind, where) rows; `proofs` maps a reference to its test files. Without `promises` the
    project's own catalogue is used. Raises ValueError for a place or a proof of a promise that is not kept.
    """
    promises = promises or load()
    unknown = ({place[0] for place in places} | set(proofs)) - {promise.id for promise in promises.kept}
    if unknown:
        raise ValueError(f"Places or proofs name promises that the catalogue does not keep: {sorted(unknown)}.")
    where = {promise.id: sorted(place[1:] for place in places if place[0] == promise.id) for promise in promises.kept}
    parts = [
        INTRODUCTION,
        _table(promises.kept, where, proofs),
        *(_full(promise, where[promise.id], sorted(proofs.get(promise.id, ()))) for promise in promises.kept),
        _waiting(promises.not_yet_kept),
    ]
    return "\n".join(parts)


def _table(
    kept: Sequence[Promise], where: Mapping[str, Sequence[tuple[str, str]]], proofs: Mapping[str, Sequence[str]]
) -> str:
    rows = [
        f"| [{promise.id}](#{promise.id.lower()}) | {_cell(promise.title)} | {_places(len(where[promise.id]))} "
        f"| {_proofs(len(proofs.get(promise.id, ())))} |"
        for promise in kept
    ]
    head = ["## Kept now", "", "| Reference | Promise | Kept at | Proved by |", "|---|---|---|---|"]
    return "\n".join([*head, *rows, ""])


def _full(promise: Promise, where: Sequence[tuple[str, str]], proofs: Sequence[str]) -> str:
    about = f"Stage: {promise.stage}. Kind: {promise.kind}. Answers for it: {promise.owner}."
    lines = [
        f'<a id="{promise.id.lower()}"></a>',
        "",
        f"### {promise.id} {promise.title}",
        "",
        promise.promise,
        "",
        *([f"Still to come: {promise.still_to_come}", ""] if promise.still_to_come else []),
        f"{about} In force from {promise.in_force_from.isoformat()}.",
        "",
        *_list("Where it comes from", (_source(law) for law in promise.laws)),
        *_list("Where it is kept", (f"{kind}: `{place}`" for kind, place in where)),
        *_list("What proves it", (f"`{proof}`" for proof in proofs)),
    ]
    return "\n".join(lines)


def _source(law: Law) -> str:
    name = f"{law.instrument}, {law.provision}"
    cited = f"[{name}]({law.url})" if law.url else name
    verified = "" if law.verified else ", *not yet verified*"
    return f"{cited}: {law.says} (checked {law.checked_on.isoformat()}{verified})"


def _waiting(promises: Sequence[NotYetKept]) -> str:
    head = [
        "## Not yet kept",
        "",
        "These promises are made and not yet kept. Nothing here should be relied on until it moves up.",
        "",
        "| Reference | Promise | In plain words |",
        "|---|---|---|",
    ]
    rows = [f"| {promise.id} | {_cell(promise.title)} | {_cell(promise.promise)} |" for promise in promises]
    return "\n".join([*head, *rows, ""])


def _list(title: str, items: Iterable[str]) -> list[str]:
    return [f"{title}:", "", *([f"- {item}" for item in items] or ["- nothing yet"]), ""]


def _places(count: int) -> str:
    return "no place yet" if count == 0 else f"{count} place" + ("s" if count > 1 else "")


def _proofs(count: int) -> str:
    return "no proof yet" if count == 0 else f"{count} test file" + ("s" if count > 1 else "")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
