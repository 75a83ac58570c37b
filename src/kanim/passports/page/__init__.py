"""The biodata page of a passport: what it says, its machine readable zone, and its drawing."""
