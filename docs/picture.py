"""Draws docs/dossier.svg, the README's terminal picture, from an example story: python docs/picture.py"""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console
from rich.text import Text

import stemma
from stemma.editions.terminal import print_dossier

ROOT = Path(__file__).parents[1]
COLUMNS, LINES = 100, 62


def main() -> None:
    collation = stemma.collate(ROOT / "examples" / "harbour-accord")
    whole = Console(width=COLUMNS, force_terminal=True)
    with whole.capture() as captured:
        print_dossier(collation, whole)
    picture = Console(width=COLUMNS, record=True, force_terminal=True, file=io.StringIO())
    for line in captured.get().splitlines()[:LINES]:
        picture.print(Text.from_ansi(line), overflow="crop", no_wrap=True)
    picture.save_svg(str(ROOT / "docs" / "dossier.svg"), title="stemma collate examples/harbour-accord")


if __name__ == "__main__":
    main()
