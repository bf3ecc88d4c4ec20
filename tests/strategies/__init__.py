"""Hypothesis strategies, and the builder of records they draw with."""
