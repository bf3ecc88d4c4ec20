"""What people see: the pages, and the settings they run with."""
