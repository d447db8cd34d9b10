"""What 'make security' runs."""
