"""How days are written, where a language should differ from Django's own choice."""
