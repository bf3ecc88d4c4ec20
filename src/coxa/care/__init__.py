"""What should be done: screening, planning, session, progression, and the fold over a record."""
