"""What all tests that cross apps share."""
