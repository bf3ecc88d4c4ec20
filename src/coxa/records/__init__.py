"""What happened: the people and their records, appended and never edited."""
