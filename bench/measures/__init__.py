"""Parts of the speed measurement."""
