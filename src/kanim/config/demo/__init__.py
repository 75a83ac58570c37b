"""The demo office: people, cases and what outside systems answer. `kanim demo` makes it."""
