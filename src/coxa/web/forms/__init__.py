"""What people may type: every form checks everything at once."""
