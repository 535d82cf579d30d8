"""A folder for PYTHONPATH: every Python process that has it connects to nothing but its own machine, and says so."""
