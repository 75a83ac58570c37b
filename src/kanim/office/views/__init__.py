"""Pages of the office: calendar, reference data, people."""
