"""One presenter a page: turns what the course says into words and rows."""
