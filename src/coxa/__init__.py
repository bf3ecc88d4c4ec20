"""Coxa helps people with a painful hip to exercise safely, get stronger, and keep going."""

__version__ = "0.1.0"
