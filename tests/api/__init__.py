"""The doors: REST, command line, keys, headers, settings."""
