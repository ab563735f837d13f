"""One module a command: ``DESCRIPTION``, ``EPILOG``, ``add_arguments(parser)`` and ``run(options, streams) -> status``.

A command's module is imported only when that command is called; the table below is what ``copydesk --help`` prints.
"""

COMMANDS = {
    "lint": "find what is wrong with the content of Markdown texts",
}
