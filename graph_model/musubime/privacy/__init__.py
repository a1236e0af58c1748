"""Persons who are not shown: names found in any spelling, the suppression list, and erasure from the record."""
