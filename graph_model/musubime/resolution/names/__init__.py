"""Two printed names compared: folds, legal forms, structure, vetoes; a verdict with its rule and its evidence."""
