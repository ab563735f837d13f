"""copydesk, a content-quality linter for repositories of Markdown texts."""

__version__ = "0.1.0"
