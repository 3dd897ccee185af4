"""A year in the life of a county: simulated officers work by plain rules, through the front door like anybody."""
