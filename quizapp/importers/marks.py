"""Where in a YAML text the things stand that a `Problem` names by its path."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
_ABOUT_THE_NAME = frozenset({"unknown_field", "unknown_language", "twice"})


class Marks:
    """Looks a path up in the composed document.

    Nothing is unfolded beforehand: a small text can name a document without end by aliases.
    """

    def __init__(self, root: yaml.Node | None) -> None:
        self._root = root

    def place(self, path: str, code: str = "") -> tuple[int | None, int | None]:
        """Line and column, both from 1, of what is at the path or of the nearest around it.

        Codes about a field's name are placed at the name, others at the value.
        """
        node = self._root
        key: yaml.Node | None = None
        for name, index in _steps(path):
            found = _entry(node, name, index)
            if found is None:
                break
            key, node = found
        else:
            if key is not None and (code in _ABOUT_THE_NAME or not _on_one_line(node)):
                node = key
        if node is None:
            return None, None
        return node.start_mark.line + 1, node.start_mark.column + 1


def _steps(path: str) -> Iterator[tuple[str, int]]:
    for found in _STEP.finditer(path):
        yield found[1] or "", int(found[2] or -1)


def _entry(
    node: yaml.Node | None, name: str, index: int
) -> tuple[yaml.Node | None, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode) and name:
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value == name:
                return key, value
    if isinstance(node, yaml.SequenceNode) and not name and 0 <= index < len(node.value):
        return None, node.value[index]
    return None


def _on_one_line(node: yaml.Node | None) -> bool:
    return isinstance(node, yaml.ScalarNode)
