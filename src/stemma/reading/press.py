"""Who is who in the press: news agencies, outlets and platforms of the lexicon, found in text by their names."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from stemma.lexicon import Row, table, values

_WORD = re.compile(r"\w+(?:[-.&]\w+)*\.?")
_STATE = re.compile(
    r"\b(?:state|official|government|local|national|pro-government|domestic|foreign|western|\w+ian|\w+ese|\w+ish)"
    r"(?:[- ](?:run|owned|controlled))?\s+"
    r"(?:media|television|tv|radio|news agency|news agencies|newspapers?|broadcasters?|press)\b",
    re.I,
)


_NAME = r"[A-Z][\w&’'-]*(?: (?:of |and )?[A-Z][\w&’'-]*){0,3}"
_KIND = (
    r"(?:news |press |wire )(?:agency|service|site|website|portal|outlet|channel)|newspaper|daily|weekly|tabloid|"
    r"broadcaster|"
    r"television(?: channel| station)?|TV(?: channel| station)?|radio(?: station)?|magazine|wire service"
)
_AFTER_KIND = re.compile(rf"\b(?P<kind>{_KIND}),? (?:the )?[“\"‘']?(?P<name>{_NAME})")
_BEFORE_KIND = re.compile(rf"(?<![.!?] )\b(?P<name>{_NAME})[”\"’']? (?P<kind>{_KIND})\b")
_ACRONYM_OF = re.compile(
    r"(?P<name>[A-Z][\w’'-]*(?: (?:of )?[A-Z][\w’'-]*){1,5})[ ,]+\((?P<acronym>[A-Z]{3,7})\)(?= |,|\.)"
)
# "PORT ANSEL, May 3 (KARNA) - ", not "missiles (ICBMs) - ": nothing before the brackets is a common word.
_DATELINE = re.compile(
    r"^(?:(?:[A-Z0-9][\w.'’-]*|de|del|al|el|la|of|the)[ ,/]*){0,8}(?:\((?P<name>[A-Z][\w/& .-]{1,30})\)\s*[–—-]"
    r"|/(?P<wire>[A-Z][\w& .-]{1,30})/(?=[ .–—-]))",
    re.M,
)


_KIND_ORDER = ("agency", "broadcaster", "outlet")  # "news agency" says more than that a report has it as its outlet
_POSSESSOR = re.compile(r"^(?:(?:[Tt]he )?(?:[A-Z][\w-]*['’]s?|[A-Z][\w’'-]*(?: [A-Z]\w+)?-based) )+")
_PRESS_WORD = re.compile(r"\b(?:Agency|News|Press|Wire|Broadcasting|Television|Radio|Media|Telegraph)\b")
_AGENCY_WORD = re.compile(r"\b(?:Agency|Agence|Agencia|Agenzia|Press|Presse|Prensa|Wire|Newswire|News Service)\b")
_COMMON = frozenset(
    """the a an its his her their our this that these those in on at by for with from and but as state national local
    official another one some many most all no new old former foreign public private independent leading major daily
    weekly monday tuesday wednesday thursday friday saturday sunday police government president minister
    mr mrs ms""".split()
)


def _is_common(form: str) -> bool:
    """Is the form no name of its own: a country, a people, a weekday, a plain word with a capital?"""
    words = re.findall(r"\w+", form.casefold())
    return all(w in _COMMON for w in words) or form.casefold() in _peoples() or words[0] in _COMMON - {"the"}


@functools.cache
def _peoples() -> frozenset[str]:
    cells = (row[c] for row in table("countries") for c in ("name", "names", "demonyms", "capital", "capitals"))
    return frozenset(v.casefold() for cell in cells for v in values(cell))


_STATE_RUN = re.compile(rf"\bstate-(?:run|owned|controlled|backed|funded) (?P<name>{_NAME})")
# A station named as stations are: "Radio Ansel", "Ansel One TV", "Canal Norte".
_STATION = (
    r"(?:(?:Radio|Rádio|Radyo|Télé|Tele|Televisión|Televisão|Canal|TV)(?: [A-ZÀ-Þ0-9][\w’'-]*){1,3}|Channel \d+"
    r"|(?:[A-ZÀ-Þ][\w’'-]* ){1,2}(?:TV|FM|Radio|Television))"
)
_STATION_WORDS = ("Radio", "Rádio", "Radyo", "Tele", "Télé", "Canal", "TV", "FM", "Channel")
_PAPER = (
    r"(?:[A-Z][\w’'-]* ){1,3}(?:Wire|News|Times|Daily|Herald|Gazette|Post|Courier|Tribune|Telegraph|Chronicle|"
    r"Mirror|Observer|"
    r"Journal|Agency|Broadcasting|Television|Radio|TV|Dispatch|Examiner|Standard|Star|Sentinel|Ledger|Beacon|"
    r"Bulletin|Mail)"
)
_SPEAKING = re.compile(
    rf"\b(?P<before>{_PAPER})(?: has| had| also| later| first)? "
    rf"(?:said|says|reported|reports|wrote|writes|quoted|cited)\b|"
    rf"\b(?:told|according to|citing|quoted by|reported by|cited by) (?:the )?(?P<after>{_PAPER})\b"
)
_ON_AIR = re.compile(
    rf"\b(?P<before>{_STATION})(?: has| had| also| later| first)? "
    rf"(?:said|says|reported|reports|quoted|cited|broadcast|aired)\b"
    rf"|\b(?:told|spoke to|according to|citing|(?:quoted|reported|cited|aired) by|air of|interview (?:with|on|for))"
    rf"(?: (?:the|a|local|private|public|state|regional|station|broadcaster|channel|network|[A-Z][a-z]+)){{0,3}}?"
    rf" (?P<after>{_STATION})(?![\w’'-])"
)
# "the Varnian agency Vesmara reported", "quoted by the agency Vesmara": of the press only where it reports.
_AGENCY_REPORTS = re.compile(
    rf"\bagency (?P<before>{_NAME}),? (?:has |had |also )?(?:reported|reports|wrote|writes|quoted|cited|carried)\b"
    rf"|\b(?:quoted(?: as \w+)?|cited|carried|reported) by (?:the )?(?:[A-Z]\w+ )?agency (?P<after>{_NAME})"
)
_INTRODUCTIONS = ((_ON_AIR, "broadcaster", _STATION_WORDS), (_AGENCY_REPORTS, "agency", ("agency ",)))
_CALL_SIGN = re.compile(r"\b(?P<name>[A-Z]{3,5})['’]s (?:[A-Z][\w’'-]+ ){2,3}(?:reports|reported|has learned)\b")
_MASTHEAD = re.compile(
    rf"\A\W*(?P<name>{_NAME}) [–—|-] [^\n.]{{0,40}}\b(?:News|Press|Information|Telegraph) (?:Agency|Service)\b"
)


def _kind_of(words: str) -> str:
    if re.search(r"agency|wire|service", words):
        return "agency"
    return "broadcaster" if re.search(r"broadcast|television|TV|radio|channel", words) else "outlet"


class Known(msgspec.Struct, frozen=True):
    """A source of the lexicon as it stands in a text; ``ambiguous`` forms count only beside a cue."""

    name: str
    form: str
    kind: str
    start: int
    end: int
    ambiguous: bool
    owner: str | None = None
    country: str | None = None
    state: str | None = None


class PressBook(msgspec.Struct, frozen=True):
    """Sources that a story's own texts introduce, by first word, longest form first, and each source's usual form."""

    forms: Mapping[str, tuple[tuple[str, Row, bool], ...]] = {}
    usual: Mapping[str, str] = {}

    def __hash__(self) -> int:  # mappings have none, and what was looked up in a book is remembered
        return hash(frozenset(self.forms))

    def shown(self, known: Known) -> str:
        """The form by which the story's reports mostly call a source."""
        form = known.name if known.form in _shared_forms() else _POSSESSOR.sub("", known.form)
        return self.usual.get(known.name, form)


def press_book(texts: Sequence[str], outlets: Iterable[str] = ()) -> PressBook:
    """The agencies, papers and stations that texts introduce as such, and the outlets of the reports at hand.

    What no lexicon knows is told by the words beside it: "the state news agency KARNA", "the Dune Courier newspaper",
    "Karn News Agency (KARNA)", a dateline "(KARNA)".
    """
    rows: dict[str, str] = {}  # form -> canonical name
    canonical: dict[str, str] = {}  # casefolded form -> canonical name
    kinds: dict[str, list[str]] = {}

    def add(form: str, name: str, kind: str, common: bool = False) -> None:
        form = _POSSESSOR.sub("", form).strip(" .,'’")
        name = _POSSESSOR.sub("", name).strip(" .,'’")
        if len(form) < 2 or source_named(form) is not None or (_is_common(form) and not common):
            return
        known = canonical.setdefault(form.casefold(), canonical.setdefault(name.casefold(), name))
        kinds.setdefault(known, []).append(kind)
        rows.setdefault(form, known)

    initials: dict[str, str] = {}  # "(VN)" in a dateline is the Vesmar News whose report stands beside it
    stations: dict[str, str] = {}  # "(WQAY)" in a dateline is WQAY 5 News, "(Vesmar)" the Vesmar News Agency
    houses = sorted(set(outlets))
    for outlet in houses:
        words = outlet.removeprefix("The ").split()
        if len(words) > 1 and len(letters := "".join(w[0] for w in words if w[0].isupper())) > 1:
            initials.setdefault(letters, outlet)
        if len(words) > 1:
            stations.setdefault(words[0], outlet)
        add(outlet, outlet, "outlet")
        if outlet.startswith("The "):
            add(outlet[4:], outlet, "outlet", common=" " in outlet[4:])
    for text in texts:
        for match in _ACRONYM_OF.finditer(text):
            if _PRESS_WORD.search(match["name"]):
                add(match["name"], match["acronym"], "agency")
                add(match["acronym"], match["acronym"], "agency")
        for match in _AFTER_KIND.finditer(text):
            add(match["name"], match["name"], _kind_of(match["kind"]))
        for match in _BEFORE_KIND.finditer(text):
            if not match["kind"].startswith("TV"):  # "Ansel TV" is a name as it stands
                add(match["name"], match["name"], _kind_of(match["kind"]))
        for pattern, kind, needed in _INTRODUCTIONS:
            for match in pattern.finditer(text) if any(word in text for word in needed) else ():
                name = match["before"] or match["after"]
                add(name, name, kind)
        for match in _CALL_SIGN.finditer(text):
            add(match["name"], match["name"], "broadcaster")
        for match in _MASTHEAD.finditer(text):
            add(match["name"], match["name"], "agency")
        for match in _STATE_RUN.finditer(text):
            add(match["name"], match["name"], "agency" if re.search("Wire|Agency", match["name"]) else "outlet")
        for match in _SPEAKING.finditer(text):
            name = match["before"] or match["after"]
            add(name, name, "agency" if re.search("Wire|Agency", name) else "outlet")
        for match in _DATELINE.finditer(text):
            name = match["name"] or match["wire"]
            if name in stations:
                add(name, stations[name], "agency" if _AGENCY_WORD.search(stations[name]) else "outlet")
            else:
                add(name, initials.get(name, name), "agency")
    index: dict[str, list[tuple[str, Row, bool]]] = {}
    for form in sorted(rows):
        first = _WORD.match(form)
        if first:
            name = rows[form]
            kind = min(kinds[name], key=_KIND_ORDER.index)
            row = {"name": name, "kind": kind, "owner": "", "country": "", "state": ""}
            index.setdefault(first.group().rstrip(".").casefold(), []).append((form, row, False))
    for form, row in _short_forms(texts, houses):
        index.setdefault(form.split()[0].casefold(), []).append((form, row, False))
    forms = {k: tuple(sorted(v, key=lambda f: (-len(f[0]), f[0]))) for k, v in sorted(index.items())}
    return PressBook(forms, _usual_forms(texts, PressBook(forms)))


def _short_forms(texts: Sequence[str], houses: Sequence[str]) -> Iterator[tuple[str, Row]]:
    """Forms that several houses bear, where the story names one of these in full: "the Post" beside "Ansel Post"."""
    shared = [form for form in _shared_forms() if any(form in text for text in texts)]
    if not shared:
        return
    named = {k.name for text in (*texts, *houses) for k in known_sources(text) if not k.ambiguous}
    bearers: dict[str, list[Row]] = {}
    for row in table("sources"):
        if row["name"] in named:
            for form in values(row["ambiguous"]):
                bearers.setdefault(form, []).append(row)
    for form, rows in sorted(bearers.items()):
        if form in shared and len(rows) == 1:
            yield form, rows[0]


def _usual_forms(texts: Sequence[str], book: PressBook) -> dict[str, str]:
    """For each source, the form that the texts use most; of equals the shorter, then the first by alphabet.

    A form that several houses bear says too little to stand for one.
    """
    counts: dict[str, Counter[str]] = {}
    shared = _shared_forms()
    for text in texts:
        for known in known_sources(text, book=book):
            if not known.ambiguous and known.form not in shared:
                counts.setdefault(known.name, Counter())[_POSSESSOR.sub("", known.form)] += 1
    return {name: min(c, key=lambda f: (-c[f], len(f), f)) for name, c in sorted(counts.items())}


def known_sources(text: str, start: int = 0, end: int | None = None, book: PressBook | None = None) -> Iterator[Known]:
    """Each source of the lexicon and of ``book`` in ``text[start:end]``, longest form first, in text order."""
    index = _by_first_word()
    own = book.forms if book else {}
    at = start
    stop = len(text) if end is None else end
    for match in _WORD.finditer(text, start, stop):
        if match.start() < at:
            continue
        word = match.group().rstrip(".")
        first = word.casefold()
        known = index.get(first)
        if known is None and first not in own:
            continue
        after = match.start() + len(word)
        going_on = (text[after : after + n].casefold() for n in (2, 1, 0))
        forms = (form for beginning in going_on for form in known.get(beginning, ())) if known else ()
        for form, row, ambiguous in (*own.get(first, ()), *forms):
            last = match.start() + len(form)
            if last > stop or not _same(text[match.start() : last], form):
                continue
            if re.match(r"\w|-\w", text[last : last + 2]):
                continue
            if ambiguous and " " not in form and re.match(r" [A-Z][a-z]", text[last : last + 3]):
                continue  # one word of a longer name: "National" in "National Wire"
            yield _known(row, text[match.start() : last], match.start(), last, ambiguous)
            at = last
            break


def source_named(name: str, book: PressBook | None = None) -> Known | None:
    """The entry for a name that stands alone (an outlet's name, an actor's name) in the lexicon or ``book``."""
    stripped = re.sub(r"^(?:the|The)\s+", "", name.strip())
    first = _WORD.match(stripped)
    if first is None:
        return None
    own = book is not None and first.group().rstrip(".").casefold() in book.forms
    return _alone(stripped, book if own else None)


@functools.lru_cache(4096)
def _alone(name: str, book: PressBook | None) -> Known | None:
    found = next(known_sources(name, book=book), None)
    if found is None or found.start or found.end < len(name.rstrip(".")):
        return None
    return None if found.ambiguous and found.form in _shared_forms() else found


@functools.cache
def _shared_forms() -> frozenset[str]:
    """Forms that several sources bear and none has to itself: "Post" alone names no house."""
    doubtful = Counter(form for row in table("sources") for form in values(row["ambiguous"]))
    return frozenset(form for form, count in doubtful.items() if count > 1)


def source_at(url: str) -> Known | None:
    """The lexicon's entry for the domain of an address."""
    host = re.sub(r"^[a-z]+://", "", url.strip().lower()).split("/")[0].split(":")[0]
    parts = host.split(".")
    for i in range(len(parts) - 1):
        row = _by_domain().get(".".join(parts[i:]))
        if row:
            return _known(row, row["name"], 0, 0, False)
    return None


def generic_media(text: str) -> re.Match[str] | None:
    """Media named by kind alone: "state media in both countries", "local radio"."""
    return _STATE.search(text)


def _known(row: Row, form: str, start: int, end: int, ambiguous: bool) -> Known:
    return Known(
        name=row["name"],
        form=form,
        kind=row["kind"],
        start=start,
        end=end,
        ambiguous=ambiguous,
        owner=row["owner"] or None,
        country=row["country"] or None,
        state=row["state"] or None,
    )


def _same(words: str, form: str) -> bool:
    """Acronyms may be written in capitals or as a name (SANA, Sana); other names keep their capitals."""
    if words == form:
        return True
    if words.casefold() != form.casefold():
        return False
    return all(w[:1].isupper() for w, f in zip(words.split(), form.split()) if f[:1].isupper())


@functools.cache
def _by_first_word() -> dict[str, dict[str, list[tuple[str, Row, bool]]]]:
    """Forms by their first word and the two characters after it (fewer where the form ends): "The" begins hundreds."""
    index: dict[str, dict[str, list[tuple[str, Row, bool]]]] = {}
    for row in table("sources"):
        doubtful = set(values(row["ambiguous"]))
        for form in dict.fromkeys((row["name"], *values(row["names"]), *values(row["ambiguous"]))):
            first = _WORD.match(form)
            if first:
                word = first.group().rstrip(".")
                going_on = form[len(word) : len(word) + 2].casefold()
                index.setdefault(word.casefold(), {}).setdefault(going_on, []).append((form, row, form in doubtful))
    for beginnings in index.values():
        for forms in beginnings.values():
            forms.sort(key=lambda f: (-len(f[0]), f[0], f[1]["name"]))
    return index


@functools.cache
def _by_domain() -> dict[str, Row]:
    return {domain.lower(): row for row in table("sources") for domain in values(row["domains"])}
