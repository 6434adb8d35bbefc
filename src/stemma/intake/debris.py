"""Debris: what extraction left in a text that is no part of the article, marked with kind and reason, never deleted.

A stretch is cut only where its own words give it away (the lexicon, a date stamp, a file name, list numbering): a line
that is merely short may be a subheading, which readers want.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import msgspec

from stemma.intake import edges
from stemma.intake.stamps import stamp
from stemma.lexicon import table
from stemma.model import Debris, DebrisKind

HEADER_LINES = (
    6  # crawlers put stamps, bylines and breadcrumbs in the first lines; further down a date line is the article's
)
TAIL_LINES = 3  # "First published ..." also closes pages
NOTES = 9  # lines more in which notes, credits and teasers follow an article
SHORT = 220  # a line that opens with a teaser's cue and is longer has an article's paragraph glued to it
GLUED = 130  # the longest teaser title that is taken where paragraph breaks are lost
TITLE_WORDS = 4  # a title below "Related stories" has at least so many words; shorter lines may be subheadings
TITLE_MOST = 160
OWNER_MOST = 60  # characters of a notice that is no more than a mark and a name
OPENS_LEGAL = 12  # characters before a copyright mark that still make the sentence a legal line

_BULLETS = " \t\u00a0\u200b\ufeff•·*-–—>»›▶►|#+[]()"
_CLOSERS = _BULLETS + ":.…!→"
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*(?=\s|$)")
_LIST_ITEM = re.compile(r"(?:[-–•*]\s*)?\blist (?:of \d+ items?|\d+ of \d+)(?:[-–\s]|(?=[A-Z]))*", re.IGNORECASE)
_FILE_NAME = re.compile(
    r"!?\[[^\]\n]*\]\([^)\s]*\)|[^\s(\[\"“]*[\w%-]\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?|mp4|webm)\b[^\s\"”]*",
    re.IGNORECASE,
)
_EMBED = re.compile(r"\b(?:pic\.twitter\.com/\w+|https?://t\.co/\w+)")
_AGENCY = (
    r"(?:AP|AFP|EPA|EPA-EFE|ANI|PTI|Reuters|REUTERS|Xinhua|Anadolu|Getty(?: Images)?|GETTY IMAGES|Shutterstock|iStock"
    r"|Alamy)"
)
_CREDIT_END = re.compile(
    rf"[\[(](?:[^\[\]()\n]{{1,60}}[/|] ?{_AGENCY}|(?:AP|AFP|EPA|Reuters) (?:Photo|photo|file|File)|{_AGENCY}[/|]"
    r"|File|FILE|Handout|File (?:photo|image|picture))(?:[ /|,:][^\[\]()\n]{0,60})?\.?[\])]\W*$"
)
_CREDIT = re.compile(
    r"[\[(](?:AP Photo\b|Photo(?:graph)?s?(?: by| courtesy|:)|Image(?: credit|:)|Credit:|Picture:|File photo"
    rf"|FILE PHOTO)[^\[\]()\n]{{0,120}}[\])]|[\[(][^\[\]()\n]{{0,60}}/{_AGENCY}(?: via [\w ]{{2,24}})?\.?[\])]"
)
_CREDIT_LINE = re.compile(
    r"(?:\||/|via |Photo(?:graph)?s?(?: credit)?: ?|Image(?: credit)?: ?|Credit: ?)\s?(?:[\w .'-]{2,30}[/|] ?)?"
    rf"{_AGENCY}\W*$"
)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|&copy;|copyright)\s*(?:©|\(c\)|&copy;)?\s*(?:19|20)\d\d\b|©", re.IGNORECASE)
_OWNER = re.compile(rf"\s?{_AGENCY}")
_COUNTER = re.compile(
    r"(?:(?:comments?|views?|shares?|likes?|reads?|replies|votes?|hits)\W{0,3}\(?\d[\d,.]*[km]?\)?"
    r"|\(?\d[\d,.]*[km]?\)?\s?(?:comments?|views?|shares?|likes?|reads|replies|retweets|followers|hits)"
    r"|(?:reading|read) time\W{0,3}\d+ (?:min|minutes?|mins)|(?:\d+|one|two|three)[ -]min(?:ute)?s? read"
    r"|\d+ (?:min|minute|hour|day|week|month|year)s? ago|viewed \d[\d,.]* times"
    r"|\d+ mins?|\d+ of \d+|\d+/\d+|page \d+ of \d+|\[\+?\d+ chars\])",
    re.IGNORECASE,
)
_CHARS_LEFT = re.compile(r"(?:…|\.\.\.)?\s*\[\+\d+ chars\]\s*$")
_SLIDESHOW = re.compile(
    r"(?:here(?:'s|’s| is| are)|see|view|watch|check out|click (?:here )?(?:for|to see|to view)|browse|scroll through)"
    r"\s+(?:(?:a|an|the|our|this|these|some|more)\s+)?(?:\w+\s+)?"
    r"(?:slide ?shows?|(?:photo |picture |image )?galler(?:y|ies)|photos|pictures|video|videos|images|interactive)\b",
    re.IGNORECASE,
)
_MORE_FROM = re.compile(
    r"(?:more|other stories|read more|see more) (?:from|by|in|on|about) [^:.\n]{2,50}(?::|$)", re.IGNORECASE
)
_SHOUTED_AD = re.compile(r"(?<![A-Za-z] )\bADVERTISEMENT\b|(?<=[.!?”\"] )Advertisement(?= [A-Z“\"])")
_CODE = re.compile(r"[.#]?[\w-]+\s*\{\s*$|\}\s*$|[a-z-]{3,30}\s*:\s*[^.!?]{1,60};\s*$|<[a-z]+ [^>]*>?\s*$")

_NETWORKS = frozenset(
    "facebook twitter whatsapp linkedin pinterest reddit email e-mail telegram flipboard messenger tumblr pocket"
    " google+ instagram viber wechat bluesky threads mastodon x print sms youtube tiktok".split()
)
_SHARE_WORDS = _NETWORKS | frozenset(
    "share tweet save copy link this on via article story click to opens in new window post send pin it comment"
    " comments like follow us and with by or more".split()
)
_NAV_WORDS = frozenset(
    "home news world sport sports weather listen watch live video videos tv radio business politics tech"
    " technology science health entertainment culture opinion travel lifestyle local football arts money markets"
    " economy more menu search login podcasts magazine education climate photos features national international"
    " latest subscribe shop jobs property cars puzzles".split()
)
_FOLLOW = re.compile(
    r"(?:follow|like|join|find) .{2,80}\bon (?:whatsapp|facebook|twitter|x|instagram|telegram|linkedin|youtube|tiktok"
    r"|google news)\W*$"
)
_SIGN_OFF = re.compile(
    r"(?:end ?item|ends?)\s?/\s?\w{1,6}|[-–—/(]+ ?[A-Z]{2,4} ?[-–—/)]*|\(?-?(?:30|END|ENDS)-?\)?|###+",
    re.IGNORECASE,
)
_NAV_PARTS = re.compile(r"\s*(?:\||>|›|»|/(?= )|•|·)\s*")


class _Cue(msgspec.Struct, frozen=True):
    words: str
    place: str
    kind: DebrisKind


def debris(text: str) -> tuple[Debris, ...]:
    """The stretches of a text that are no part of its article: in order, apart, without outer white space.

    From the text alone. Where paragraph breaks are lost only what carries its own ends is marked (a stamp, a list's
    numbering, a standing phrase); what follows a cue with no visible end stays in.
    """
    low = _lower(text)
    found = [*_lines(text, low), *_inside(text, low)]
    return _joined(text, found)


def _lower(text: str) -> str:
    low = text.lower()
    if len(low) != len(text):  # "İ" grows by a mark when lowered; offsets must hold
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.replace("’", "'") if "’" in low else low


@functools.cache
def _cues() -> tuple[dict[str, _Cue], dict[str, tuple[_Cue, ...]], tuple[_Cue, ...]]:
    """The lexicon by how it is looked up: whole lines, openings by their first word, words anywhere."""
    lines: dict[str, _Cue] = {}
    starts: dict[str, list[_Cue]] = {}
    anywhere = []
    for row in table("debris"):
        cue = _Cue(row["cue"], row["place"], row["kind"])  # type: ignore[arg-type]
        if cue.place in ("line", "heading"):
            lines[cue.words.strip(_CLOSERS)] = cue
        elif cue.place == "start":
            starts.setdefault(cue.words.split()[0], []).append(cue)
        else:
            anywhere.append(cue)
    return (
        lines,
        {word: tuple(sorted(cues, key=lambda c: -len(c.words))) for word, cues in starts.items()},
        tuple(anywhere),
    )


def _lines(text: str, low: str) -> Iterator[Debris]:
    """Debris that fills a line, or opens one."""
    stretches = []
    at = 0
    for line in text.splitlines(keepends=True):
        body = line.strip()
        if body:
            start = at + line.index(body[0]) if line[0] != body[0] else at
            stretches.append((start, start + len(body)))
        at += len(line)
    listing: DebrisKind | None = None
    last = len(stretches) - TAIL_LINES
    for number, (start, end) in enumerate(stretches):
        if end - start <= SHORT:
            if (mark := _short_line(text, low, start, end)) is not None:
                found, heading = mark
                listing = found.kind if heading else listing
                yield found
                continue
            if listing and _titular(text, start, end):
                yield Debris(start=start, end=end, kind=listing, why="listed below a heading of teasers")
                continue
        listing = None
        if (
            edge := _edge(text, start, end, number < HEADER_LINES, number >= max(HEADER_LINES // 2, last - NOTES))
        ) is not None:
            listing = "teaser" if edge.kind == "teaser" and text[end - 1] != "»" else None
            yield edge
            continue
        if (
            number >= last
            and end - start <= 12
            and _SIGN_OFF.fullmatch(text, start, end)
            and not text[start:end].islower()
        ):
            yield Debris(start=start, end=end, kind="other", why="a sign-off")
            continue
        if number < HEADER_LINES or number >= last:
            yield from stamp(text, start, end, opening=number == 0, tail=number >= HEADER_LINES)
        if end - start <= 2 * SHORT and (
            (text[end - 1] in ").]" and _CREDIT_END.search(text, start, end))
            or (text[end - 1] in "sSPAky" and _CREDIT_LINE.search(text, max(start, end - 80), end))
        ):
            yield Debris(start=start, end=end, kind="caption", why="closes with a picture credit")


def _edge(text: str, start: int, end: int, first: bool, last: bool) -> Debris | None:
    """What a line is as part of the article's head or foot, or a caption anywhere."""
    if end - start > edges.LONGEST:
        return None
    line = text[start:end]
    found = (edges.opening(line) if first else None) or (edges.closing(line) if last else None)
    if found is None and edges.pictured(line):
        return Debris(start=start, end=end, kind="caption", why="closes with a picture credit")
    return None if found is None else Debris(start=start, end=end, kind=found.kind, why=found.why)


def _short_line(text: str, low: str, start: int, end: int) -> tuple[Debris, bool] | None:
    """The debris that a short line is as a whole, and whether titles follow it."""
    lines, starts, _ = _cues()
    bare = low[start:end].strip(_CLOSERS)
    if not bare:
        return None
    if (cue := lines.get(bare)) is not None:
        return Debris(start=start, end=end, kind=cue.kind, why=f"the line is “{cue.words}”"), cue.place == "heading"
    opening = low[start:end].lstrip(_BULLETS)
    first = opening.split(None, 1)[0]
    for cue in starts.get(first, ()):
        if opening.startswith(cue.words):
            listing = cue.kind == "teaser" and ":" not in opening
            return Debris(start=start, end=end, kind=cue.kind, why=f"opens with “{cue.words}”"), listing
    line = text[start:end]
    if first in ("more", "read", "see", "other") and _MORE_FROM.match(opening):
        return Debris(start=start, end=end, kind="teaser", why="points to other stories"), False
    numbered = bare[0].isdigit() or bare[-1].isdigit() or bare.endswith(("read", "ago", "chars", "times"))
    if numbered and _COUNTER.fullmatch(bare):
        return Debris(start=start, end=end, kind="counter", why="counts readers, comments, minutes or pages"), False
    if first in ("here's", "here", "see", "view", "watch", "check", "click", "browse", "scroll") and _SLIDESHOW.match(
        opening
    ):
        ends = _SENTENCE_END.search(line)
        if ends is None or ends.end() == len(line):
            return Debris(start=start, end=end, kind="teaser", why="points to pictures or a video"), False
    if first in ("follow", "like", "join", "find") and _FOLLOW.match(opening):
        return Debris(start=start, end=end, kind="share", why="asks readers to follow"), False
    if first in _NAV_WORDS and " " in bare and len(words := bare.split()) >= 3 and all(w in _NAV_WORDS for w in words):
        return Debris(start=start, end=end, kind="menu", why="a row of section names"), False
    if first in _SHARE_WORDS:
        words = re.findall(r"[\w+-]+", bare)
        if len(words) >= 2 and all(w in _SHARE_WORDS for w in words) and sum(w in _NETWORKS for w in words) >= 2:
            return Debris(start=start, end=end, kind="share", why="share buttons"), False
    if ("|" in line or ">" in line or "›" in line or "»" in line) and _is_menu(line):
        return Debris(start=start, end=end, kind="menu", why="a row of short names parted by bars or arrows"), False
    if line[-1] in "{};>" and _CODE.fullmatch(line):
        return Debris(start=start, end=end, kind="other", why="page code"), False
    return None


def _is_menu(line: str) -> bool:
    parts = [p for p in _NAV_PARTS.split(line.strip(" |>›»")) if p]
    if len(parts) < 3 or any(len(p) > 30 or len(p.split()) > 4 for p in parts):
        return False
    return all(p[0].isupper() for p in parts) and not any(re.search(r"\d{1,2}[:.]\d\d|(?:19|20)\d\d", p) for p in parts)


def _titular(text: str, start: int, end: int) -> bool:
    """Does a line read like the title of another story: a few words, no closing full stop?"""
    line = text[start:end]
    return end - start <= TITLE_MOST and line[-1] not in '."”:,;' and len(line.split()) >= TITLE_WORDS


def _inside(text: str, low: str) -> Iterator[Debris]:
    """Debris that stands inside a line, also where several lines run together."""
    for cue in _cues()[2]:
        at = low.find(cue.words)
        while at >= 0:
            start, end = at, at + len(cue.words)
            if cue.place == "sentence" and not text[start:end].isupper():  # a shouted cue is a button amid other text
                start, end = _sentence(text, start, end, legal=cue.kind == "legal")
            yield Debris(start=start, end=end, kind=cue.kind, why=f"holds “{cue.words}”")
            at = low.find(cue.words, end)
    if "list 1 of" in low or "list 2 of" in low:
        yield from _numbered_list(text)
    if (
        ".jp" in low
        or ".png" in low
        or ".webp" in low
        or ".gif" in low
        or ".svg" in low
        or ".mp4" in low
        or "](" in low
        or ".avif" in low
    ):
        for m in _FILE_NAME.finditer(text):
            yield Debris(start=m.start(), end=m.end(), kind="file-name", why="the name of a picture's file")
    if "pic.twitter" in low or "//t.co/" in low:
        for m in _EMBED.finditer(text):
            yield Debris(start=m.start(), end=m.end(), kind="other", why="the address of an embedded post")
    if (
        "photo" in low
        or "image" in low
        or "/af" in low
        or "/ap" in low
        or "/reuters" in low
        or "credit:" in low
        or "picture:" in low
    ):
        for m in _CREDIT.finditer(text):
            yield Debris(start=m.start(), end=m.end(), kind="caption", why="a picture credit")
    if "©" in text or "(c)" in low or "copyright" in low:
        for m in _COPYRIGHT.finditer(text):
            start, end = _sentence(text, m.start(), m.end(), legal=True)
            bare = len(m.group()) == 1 and end - start > OWNER_MOST  # what follows the mark runs into the article
            if bare and (owner := _OWNER.match(text, m.end())):
                yield Debris(start=m.start(), end=owner.end(), kind="caption", why="a picture credit")
            elif not bare and m.start() - start < OPENS_LEGAL:  # else an article's sentence about a copyright
                yield Debris(start=start, end=end, kind="legal", why="a copyright line")
    if "ADVERTISEMENT" in text or "Advertisement " in text:
        for m in _SHOUTED_AD.finditer(text):
            yield Debris(start=m.start(), end=m.end(), kind="advert", why="marks an advertisement")
    if " chars]" in low and (left := _CHARS_LEFT.search(text)):
        yield Debris(start=left.start(), end=left.end(), kind="counter", why="counts the characters that were cut off")


def _numbered_list(text: str) -> Iterator[Debris]:
    """Teasers numbered for screen readers ("list 2 of 4"): each marker with its title, however lines were joined."""
    marks = list(_LIST_ITEM.finditer(text))
    if len(marks) < 2:
        return
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        end = mark.end()
        line_end = text.find("\n", end)
        line_end = len(text) if line_end < 0 else line_end
        if after is not None and after.start() <= line_end:
            end = after.start()
        elif line_end - end <= GLUED:
            end = line_end
        yield Debris(start=mark.start(), end=end, kind="teaser", why="an item of a numbered list of other stories")


def _sentence(text: str, start: int, end: int, legal: bool = False) -> tuple[int, int]:
    """The sentence around a stretch, no further than its line."""
    floor = max(text.rfind("\n", 0, start) + 1, start - 2 * SHORT)
    begin = floor
    for m in _SENTENCE_END.finditer(text, floor, start):
        begin = m.end()
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    if legal and line_end - begin <= SHORT:
        return begin, line_end  # what follows a copyright notice in its line is of its kind
    closes = _SENTENCE_END.search(text, end, line_end)
    return begin, closes.end() if closes else line_end


def _joined(text: str, found: list[Debris]) -> tuple[Debris, ...]:
    """In order, cut free of white space, overlaps merged under the kind of the longer piece."""
    pieces: list[Debris] = []
    for piece in sorted(found, key=lambda d: (d.start, -d.end, d.kind)):
        body = text[piece.start : piece.end]
        start = piece.start + len(body) - len(body.lstrip())
        end = piece.end - (len(body) - len(body.rstrip()))
        if start >= end:
            continue
        before = pieces[-1] if pieces else None
        if before and (start < before.end or (before.kind == piece.kind and text[before.end : start].strip(" ") == "")):
            lead = before if before.end - before.start >= end - start else piece
            pieces[-1] = Debris(start=before.start, end=max(end, before.end), kind=lead.kind, why=lead.why)
        else:
            pieces.append(Debris(start=start, end=end, kind=piece.kind, why=piece.why))
    return tuple(pieces)
