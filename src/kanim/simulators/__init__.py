"""Outside systems, played: they speak the real protocol over the network and know nothing of Kanim's code."""
