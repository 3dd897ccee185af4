"""The sequencer as a program of its own beside the served pages: `python -m evenhand.register.sequencing`."""

import os
import signal
import sys
import threading
import time
from types import FrameType

PAUSE = 0.2  # seconds; an entry waits for its place for about as long
_stopping = False


def main() -> None:
    """Keep up with the acts until told to stop. A database that is away is waited for, and said once."""
    signal.signal(signal.SIGTERM, _stop)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "evenhand.register.settings")
    import django

    django.setup()
    from django.db import DatabaseError, InterfaceError, connections

    from evenhand.register import asking, daily, publishing

    threading.Thread(target=asking.keep_asking, daemon=True).start()
    threading.Thread(target=daily.keep_running, daemon=True).start()
    away = False
    while not _stopping:
        try:
            publishing.keep_up()
            away = False
        except (DatabaseError, InterfaceError) as error:
            if not away:
                print(f"The sequencer waits for the database: {str(error).splitlines()[0]}", file=sys.stderr)
            away = True
            connections.close_all()
        time.sleep(PAUSE)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    global _stopping
    _stopping = True


if __name__ == "__main__":
    main()
