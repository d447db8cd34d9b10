"""Pages of the register of methods."""
