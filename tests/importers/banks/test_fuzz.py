"""Mutated files: whatever is in them, an importer answers or refuses, and nothing else is raised."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from random import Random

import pytest

from quizapp.domain.errors import ContentProblems
from quizapp.exports.banks import BANK_EXPORTERS
from quizapp.exports.banks.template import template_bank
from quizapp.importers.banks import BANK_IMPORTERS, Upload
from tests.importers.banks.golden_files import GOLDEN, keep

RUNS = 150
"""Of each importer; half a second or so."""
_PIECES = (
    *(
        b"{",
        b"}",
        b"=",
        b"~",
        b"#",
        b"::",
        b"->",
        b"%50%",
        b"%999%",
        b"\\",
        b"####",
        b"\n\n",
        b"\n",
    ),
    *(
        b"<",
        b">",
        b"</",
        b"<![CDATA[",
        b"]]>",
        b"&",
        b"&#x0;",
        b"&#xD800;",
        b"<!--",
        b"<![x[",
        b"<?",
    ),
    *(
        b"A. ",
        b"ANSWER: ",
        b"ANSWER: Z",
        b"//",
        b"$CATEGORY:",
        b"[html]",
        b"[tag:]",
        b"// [tag:\\]",
    ),
    *(b'"', b"'", b",", b";", b"\t", b"|", b"=1+1", b"1e999", b"-1", b"1e-99", b"NaN", b"9" * 400),
    *(b"- ", b": ", b"&a ", b"*a", b"!!python/object:os.system", b"? ", b"%YAML", b"[[", b"{{"),
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\xed\xa0\x80", "\u202eé".encode(), b"\x1b"),
    *(b"true", b"None", b"fraction=", b"single", b"\xd9\xa3", "²".encode(), "٣".encode()),
)


def seeds(slug: str) -> list[bytes]:
    """Good files of the format."""
    exporter = BANK_EXPORTERS[slug]
    files = [exporter.write(template_bank(), {}, "en").data]
    golden = {"gift": "corners.gift", "moodle": "corners.xml", "aiken": "corners.txt"}
    name = golden.get(slug) or ("corners.csv" if slug == "csv" else "")
    return [*files, (GOLDEN / name).read_bytes()] if name else files


def mutated(data: bytes, rng: Random) -> bytes:
    """A few bytes cut, doubled, swapped, changed or put in."""
    for _ in range(rng.randint(1, 6)):
        at, to = sorted(rng.randrange(len(data) + 1) for _ in "ab")
        to = min(to, at + rng.choice((1, 4, 40, 400)))
        middle = rng.choice(
            (
                b"",
                data[at:to] * 2,
                rng.choice(_PIECES),
                rng.choice(_PIECES) * rng.choice((1, 3, 60)),
                rng.randbytes(rng.randint(1, 4)),
                data[at:to][::-1],
            )
        )
        data = data[:at] + middle + data[to:]
    return data


def mutations(data: bytes, rng: Random) -> Iterator[bytes]:
    """Of an archive also with only one part of it changed: else no mutation reaches the parts."""
    parts: dict[str, bytes] = {}
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    for run in range(RUNS):
        if not parts or run % 4 == 0:
            yield mutated(data, rng)
        else:
            name = rng.choice(list(parts))
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w") as archive:
                for each, part in parts.items():
                    archive.writestr(each, mutated(part, rng) if each == name else part)
            yield out.getvalue()


def answered(slug: str, data: bytes) -> bool:
    """Whether it was understood; what is refused has faults, each with a code and the file."""
    try:
        imported = BANK_IMPORTERS[slug].read(Upload("a.txt", data, "en", keep))
    except ContentProblems as refused:
        if not refused.problems or not all(each.code and each.file for each in refused.problems):
            raise AssertionError(refused.problems) from None
        return False
    return bool(imported.notes)


@pytest.mark.parametrize("slug", list(BANK_IMPORTERS))
def test_no_mutation_raises_anything_but_the_import_error(slug: str) -> None:
    seed = Random().randrange(2**32)
    rng = Random(seed)
    understood = 0
    for good in seeds(slug):
        for data in mutations(good, rng):
            try:
                assert BANK_IMPORTERS[slug].recognises("a.txt", data) in {True, False}
                understood += answered(slug, data)
            except Exception as error:
                raise AssertionError(f"seed {seed}: {data!r}") from error
    assert understood, "every mutation was refused: they are too rough to prove anything"
