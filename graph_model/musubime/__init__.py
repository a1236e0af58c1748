"""Musubime 結び目: who sits where, who ties networks together, and on what evidence."""

__version__ = "0.1.0"
