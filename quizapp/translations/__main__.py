"""Bring the catalogues in step with the texts in the code: what `make translations` runs."""

from __future__ import annotations

import sys

from quizapp.translations import catalogues


def main() -> None:
    """Write the template, the catalogues and their compiled form beside this file."""
    root = catalogues.HERE.parent.parent
    if not (root / "templates").is_dir():
        sys.exit("The catalogues are made in a checkout, not in an installed package.")
    sys.stdout.write("\n".join(catalogues.write_all(root)) + "\n")


if __name__ == "__main__":
    main()
