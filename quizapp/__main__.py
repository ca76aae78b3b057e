"""The process entry point: patches first, imports the rest of the program after."""

import sys

from quizapp import runtime
from quizapp.config import ConfigError, Settings

_WITH_A_LOOP = frozenset({"run", "work"})
"""The commands that serve; the others, simulated phones on asyncio among them, need no patching."""


def main() -> None:
    if _WITH_A_LOOP.intersection(sys.argv[1:]):
        runtime.load_without_looking_for_garbage()
        try:
            runtime.patch(Settings.from_environ().async_mode)
        except ConfigError as error:
            sys.exit(f"quizapp: {error}")
    from quizapp.cli import cli

    cli(prog_name="quizapp")


if __name__ == "__main__":
    main()
