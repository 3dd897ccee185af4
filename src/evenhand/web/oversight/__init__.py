"""The pages of those who watch over the register."""
