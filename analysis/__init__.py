"""Everything of Parley that works without a browser: articles in, statements, stances, events and views out."""
