"""Reading anybody's file."""
