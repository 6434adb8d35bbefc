"""One parse a text, kept in a scratch folder if one is given, so that a run after a change of rules is quick."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin

from stemma.reading.parse import MODEL, Parser, pipeline

_KEPT = "ORTH SPACY TAG POS MORPH LEMMA HEAD DEP ENT_IOB ENT_TYPE SENT_START".split()


class Parses:
    """Parses of whole texts; ``folder`` keeps one file for each list of texts, None keeps nothing."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._parser: Parser | None = None

    def docs(self, texts: Sequence[str]) -> list[Doc]:
        """The Docs of the texts, in their order."""
        if self.folder is None:
            return self._parsed(texts)
        digest = hashlib.sha256("\0".join([spacy.__version__, MODEL, *texts]).encode("utf-8", "surrogatepass"))
        file = self.folder / f"{digest.hexdigest()[:24]}.spacy"
        if file.is_file():
            return list(DocBin().from_disk(file).get_docs(pipeline().vocab))
        docs = self._parsed(texts)
        self.folder.mkdir(parents=True, exist_ok=True)
        DocBin(attrs=_KEPT, docs=docs).to_disk(file)
        return docs

    def _parsed(self, texts: Sequence[str]) -> list[Doc]:
        self._parser = self._parser or Parser()
        return [self._parser.parse(t) for t in texts]


class Given:
    """Stands in for a Parser where the parses are there already."""

    def __init__(self, texts: Sequence[str], docs: Sequence[Doc]) -> None:
        self._known = dict(zip(texts, docs, strict=True))

    def parse(self, text: str) -> Doc:
        return self._known[text]
