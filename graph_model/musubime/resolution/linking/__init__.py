"""Names linked to reference registers: automatic only by rule, never by likeness; each link with its evidence."""
