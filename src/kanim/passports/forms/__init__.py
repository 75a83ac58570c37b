"""Forms of the passports app: the applicant's screens, and those of officers."""
