"""Readers of reference registers as their publishers hand them out, each known by its content."""
