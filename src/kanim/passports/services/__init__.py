"""Changes of the passports app: applications, interviews, books."""
