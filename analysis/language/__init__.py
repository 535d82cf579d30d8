"""Article -> actors, dates, statements and events: one spaCy component a file."""
