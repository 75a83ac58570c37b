"""Photograph, fingerprints and signature: taken, checked, and kept sealed."""
