"""A transparent score of recorded, verified harm: integers, dated weights, every point explained."""
