"""Files that wait for the virus scanner. Nobody is given one before the scanner has called it clean."""
