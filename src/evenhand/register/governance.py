"""What the register was set up with, as the pure rooms want it."""

from evenhand.casework import policy, policy_history
from evenhand.casework.governance import Charter
from evenhand.casework.policy import Policy
from evenhand.casework.policy_history import Adoption
from evenhand.register.models import BenchmarkAdoption, CharterVersion, InstrumentAdoption, LocalPolicy
from evenhand.scoring import instrument
from evenhand.scoring.rows import Instrument


class NotSetUp(Exception):
    """The register lacks something that has to be adopted first."""


def charter() -> Charter | None:
    """The charter in force; None where none was ever adopted."""
    version = CharterVersion.objects.order_by("-id").first()
    return Charter(**version.content) if version else None


def policy_in_force() -> Policy:
    """The national floor as this place has tightened it."""
    return policy.tightened(policy.load(), local_settings())


def local_settings() -> dict[str, int | tuple[str, ...]]:
    """The settings that this place has tightened."""
    version = LocalPolicy.objects.order_by("-id").first()
    return as_settings(version.settings) if version else {}


def settings_history() -> list[Adoption]:
    """Every adoption of local settings with what it changed, oldest first. It says when, and not who."""
    versions = LocalPolicy.objects.order_by("id").values_list("adopted_at", "settings")
    return policy_history.adoptions(policy.load(), [(at, as_settings(settings)) for at, settings in versions])


def as_settings(stored: dict[str, int | list[str]]) -> dict[str, int | tuple[str, ...]]:
    """Settings as JSON or TOML holds them, as the casework wants them."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in stored.items()}


def residents() -> BenchmarkAdoption | None:
    """With which residents the register is compared; None where that was never adopted."""
    return BenchmarkAdoption.objects.order_by("-id").first()


def any_instrument() -> bool:
    """Whether an instrument was ever adopted."""
    return InstrumentAdoption.objects.exists()


def instrument_in_force() -> Instrument:
    """The instrument adopted last. Raises NotSetUp where there is none, or where its file is not what was signed."""
    adopted = InstrumentAdoption.objects.order_by("-id").first()
    if adopted is None:
        raise NotSetUp("No instrument has been adopted: the senior owner and a second person must sign one first.")
    loaded = instrument.load(adopted.instrument_id)
    if loaded.digest != adopted.digest:
        raise NotSetUp(f"The file of instrument {loaded.id} is not the one that was adopted: its hash differs.")
    return loaded
