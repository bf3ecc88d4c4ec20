"""Thin views: read the request, ask the course, tell the record, show a page."""
