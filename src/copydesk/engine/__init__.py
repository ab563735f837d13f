"""The engine: which files, which rules, with which settings, and what becomes of their findings."""
