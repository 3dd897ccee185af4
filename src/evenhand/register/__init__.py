"""The memory: the one room that knows Django and the database."""
