"""The patterns by which a denial is known, made from the lexicon of denials."""

from __future__ import annotations

import functools
import re

from stemma.lexicon import table

# What a passage says ends at a mark or where another clause begins.
MATTER_END = re.compile(
    r"[,;:.!?\"“”()]|\s[–—-]{1,2}\s|—|\b(?:and|but|while|as|after|although|contrary|when|since|because|which|who)\b"
)
NEGATIVE = re.compile(
    r"\b(?:there (?:was|were|is|are|had been|has been|have been) no|no one|nobody|none|no|(?:did|had|has|have)"
    r"(?: not|n['’]t)(?! (?:only|just|merely|simply|yet)\b)|(?:was|were|is|are)(?: not|n['’]t)(?= (?:been |being )?"
    r"(?:\w{2,}ed|\w{2,}en|hit|shot|held|paid|told|sent|made|put|kept|sold|struck|built|done)\b))\s+",
    re.I,
)


def alternatives(role: str) -> str:
    """The words of a role as the alternatives of a regular expression."""
    return "|".join(row["words"] for row in table("denials") if row["role"] == role)


@functools.cache
def words(role: str) -> frozenset[str]:
    """The words or stems of a role that are looked up whole."""
    return frozenset(alternatives(role).split("|"))


@functools.cache
def denial() -> re.Pattern[str]:
    """A verb of denial, up to what is denied; not where the subject is denied something."""
    before = "".join(rf"(?<!\b{word} )" for word in alternatives("passive").split("|"))
    asked = rf"(?! (?:the |his |her |their |its |a |an )?(?:{alternatives('not-denied')})s?\b)"
    rejected = rf"(?:{alternatives('rejects')}) (?:{alternatives('said')})"
    return re.compile(rf"{before}\b(?:(?:{alternatives('denies')}){asked}|{rejected})\b(?:\s+(?:that|of))?\s+", re.I)


@functools.cache
def harmless() -> re.Pattern[str]:
    """What follows a negative and denies nothing."""
    return re.compile(rf"^(?:{alternatives('harmless')})\b", re.I)


@functools.cache
def unreal() -> re.Pattern[str]:
    """A word that keeps a clause from telling a fact."""
    return re.compile(rf"\b(?:{alternatives('unreal')})\b|n['’]t\b", re.I)


@functools.cache
def own_part() -> re.Pattern[str]:
    """Words that deny one's own part in a deed."""
    return re.compile(rf"\b(?:{alternatives('own-part')})\b|^(?:they|it|he|she|we)\b", re.I)


@functools.cache
def caused() -> re.Pattern[str]:
    """Words at the end of what stands before "no" that make it tell a fact."""
    return re.compile(rf"\b(?:{alternatives('caused')})\s*$", re.I)


@functools.cache
def anaphora() -> re.Pattern[str]:
    """A matter that stands for what was told before: "it", "these allegations"."""
    nouns = f"{alternatives('said')}|charges?|figures?|numbers?|story|accounts?"
    return re.compile(
        rf"^(?:it|this|that|them|(?:all |any )?(?:the|those|these|such|his|her|its|their) (?:{nouns}))$", re.I
    )
