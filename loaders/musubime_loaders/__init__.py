"""Readers of published rosters: printed rows, the member-list parser, roster folders."""
