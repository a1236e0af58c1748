"""What answers, loads and exports cost, beside the plain way of doing the same, in one run: `make bench`."""
