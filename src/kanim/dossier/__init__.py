"""The papers of a case: what is required, what was handed in, checked, scanned and archived."""
