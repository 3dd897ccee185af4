"""What the verb `bench` measures beyond the scoring engine."""
