"""The reference page of the feeds, made from the same specifications that read them."""

from evenhand.evidence.feeds.lines import LONGEST_LINE
from evenhand.evidence.feeds.spec import Column, FeedSpec
from evenhand.evidence.feeds.specs import SPECS
from evenhand.evidence.outcomes import outcome_types
from evenhand.evidence.tables import read_table

_HEAD = f"""# Feeds: the files that can be loaded

This page is made from the code that reads the files.

A feed is a CSV file (`.csv`), JSON Lines (`.jsonl`, `.ndjson`) or Parquet (`.parquet`). Which feed it is can be seen
from its columns. Columns may come in any order; those marked optional may be left out; a column that is not listed
here is refused.

- **CSV**: UTF-8, commas, a header line, one record on each line. A field may be quoted; a line break inside a field is
  not allowed, so that a stray quote spoils its own line and nothing else.
- **JSON Lines**: UTF-8, one object on each line, values as text. Numbers and null are taken as well.
- **Parquet**: plain columns; each is read as text.

Dates are written yyyy-mm-dd. An empty field means: not given. Spaces around a value are dropped. Control characters
are refused. A byte order mark at the start and carriage returns before line feeds are tolerated. A line with nothing
on it is not a record and is not counted. A line may be {LONGEST_LINE:,} bytes long.

A record is known by its source, feed, reference and version. The same again changes nothing; a later version takes its
place and the earlier one is kept. If only ethnicity or sex has changed, send a new version.

A row that cannot be used goes to quarantine with its line number, its text as it came and every reason. A whole file
is refused only where no row can be read, or where a column is forbidden (below). After reading, the records are
counted a second time in another way, and the two counts must agree.

In quarantine, a byte that is not UTF-8, or a NUL, is shown as `␛` and two hexadecimal digits; nothing of it is lost.
"""


def page() -> str:
    """The page as Markdown, ending in a line feed."""
    feeds = [_section(spec) for spec in SPECS.values()]
    return "\n".join([_HEAD, *feeds, _outcomes(), _forbidden()])


def _section(spec: FeedSpec) -> str:
    rows = "\n".join(_column(column) for column in spec.columns)
    rules = "\n".join(f"- {rule.says}" for rule in spec.rules)
    return (
        f"## {spec.feed.value}\n\n{spec.says}\n\n"
        f"| column | needed | what it is |\n| --- | --- | --- |\n{rows}\n\nRules:\n\n{rules}\n"
    )


def _column(column: Column) -> str:
    needed = "yes" if column.required else "optional"
    apart = " Kept apart from the person and out of every rule and score (SG-41)." if column.apart else ""
    return f"| `{column.name}` | {needed} | {column.says}{apart} |"


def _outcomes() -> str:
    rows = "\n".join(
        f"| `{outcome.type}` | {outcome.title} | {outcome.standing.value.replace('_', ' ')} | "
        f"{'yes' if outcome.verified else 'no'} |"
        for outcome in outcome_types().values()
    )
    return (
        "## Outcome types\n\nWhat each outcome type says of a suspect if no court and no correction says more. "
        "Verified: number and title were seen together in a source.\n\n"
        f"| type | title | standing | verified |\n| --- | --- | --- | --- |\n{rows}\n"
    )


def _forbidden() -> str:
    rows = "\n".join(
        f"| {kind['safeguard']} | {kind['name']} | {', '.join(kind['column'])} | "
        f"{', '.join(kind['phrase']) or 'none'} | {kind['reason']} |"
        for kind in read_table("forbidden")["kind"]
    )
    return (
        "## Forbidden columns and words\n\nA file with a column named by one of these words is refused whole. A row "
        "whose free text (`content`, `concern`, `basis`, `handling_conditions`) has one of these phrases, or a "
        "social-media handle, goes to quarantine. A list of words cannot find everything: people read as well.\n\n"
        f"| promise | about | in a column name | in free text | why |\n| --- | --- | --- | --- | --- |\n{rows}\n"
    )
