"""Printed lines of rosters into organizations, posts, persons and roles."""
