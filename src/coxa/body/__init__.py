"""From one definition of each movement to a body that moves: poses, checks, loads, figures and synthetic people."""
