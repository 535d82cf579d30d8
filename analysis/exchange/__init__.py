"""Out to and in from other tools, a format a file."""
