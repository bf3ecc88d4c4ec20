"""How others read it: the programme on paper, and the days in a calendar."""
