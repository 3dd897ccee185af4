"""Asking every witness again and again, each in a thread of its own, so that a slow one keeps nobody waiting."""

import sys
import threading
import time
from http.client import HTTPException

from django.db import DatabaseError, InterfaceError, connections

from evenhand.register import alarms, witnesses
from evenhand.register.witnesses import KnownWitness

PAUSE = 3  # seconds
_ALARM = "witnesses"


def keep_asking() -> None:
    """Ask for as long as this program runs. What goes wrong is said once, until it is well again."""
    at_work: dict[str, threading.Thread] = {}
    said: dict[str, str] = {}
    while True:
        try:
            for witness in known():
                if witness.url not in at_work or not at_work[witness.url].is_alive():
                    at_work[witness.url] = threading.Thread(target=ask_once, args=(witness, said), daemon=True)
                    at_work[witness.url].start()
        except (DatabaseError, InterfaceError):
            # The sequencer itself says so.
            connections.close_all()
        time.sleep(PAUSE)


def ask_once(witness: KnownWitness, said: dict[str, str]) -> None:
    """Ask one witness. `said`: what was said last of each, which is not said twice."""
    try:
        heard = witnesses.ask(witness)
        trouble = f"it answers {heard.status}" if heard and not heard.cosignature else ""
    except (OSError, HTTPException) as error:
        trouble = f"it cannot be asked: {error}"
    except (DatabaseError, InterfaceError) as error:
        trouble = f"the database is away: {str(error).splitlines()[0]}"
    finally:
        connections.close_all()
    _say(said, witness.url, trouble)


def known() -> tuple[KnownWitness, ...]:
    """The witnesses to ask. Where their file is damaged there are none, and an alarm."""
    try:
        found = witnesses.known()
        alarms.clear(_ALARM)
    except ValueError as error:
        found = ()
        alarms.ring(_ALARM, f"No witness is asked: {error}")
    return found


def _say(said: dict[str, str], whose: str, trouble: str) -> None:
    if trouble and said.get(whose) != trouble:
        print(f"Witness {whose}: {trouble}", file=sys.stderr)
    said[whose] = trouble
