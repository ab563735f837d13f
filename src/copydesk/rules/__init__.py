"""One module a rule or a close family. Discovered: a module put here is a rule added."""
