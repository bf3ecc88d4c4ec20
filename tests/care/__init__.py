"""Tests of the care room: they mirror `coxa.care`."""
