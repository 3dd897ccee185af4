"""The day's clocks of a served register: run once a day by a thread of its own, as soon as the day has begun."""

import sys
import time

from django.db import DatabaseError, InterfaceError, connections

from evenhand.register import clock, in_use
from evenhand.register.actions import accounts, day
from evenhand.register.models import DayRun
from evenhand.safeguards import Refused

PAUSE = 60.0  # seconds between two looks at the date


def keep_running() -> None:
    """Look once a minute whether today's clocks were run. A database that is away is waited for."""
    while True:
        try:
            run_if_due()
        except (DatabaseError, InterfaceError, Refused) as trouble:
            print(f"The day's clocks wait: {str(trouble).splitlines()[0]}", file=sys.stderr)
        finally:
            connections.close_all()
        time.sleep(PAUSE)


def run_if_due() -> bool:
    """Run the clocks where they were not run today, and where the register is in use; whether they were."""
    if not in_use.is_in_use() or DayRun.objects.filter(day=clock.today()).exists():
        return False
    day.whole(by=accounts.software())
    return True
