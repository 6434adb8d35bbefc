"""One word for all by which news names the same office."""

from __future__ import annotations

_OFFICE_SYNONYMS = {
    "reporter": "journalist",
    "correspondent": "journalist",
    "premier": "minister",
    "spokeswoman": "spokesman",
    "spokesperson": "spokesman",
    "physician": "doctor",
    "medic": "doctor",
    "leader": "leader",
    "ruler": "leader",
    "politician": "minister",
    "attorney": "lawyer",
    "general": "commander",
    "co-founder": "founder",
    "rep": "congressman",
    "representative": "congressman",
    "congresswoman": "congressman",
    "sen": "senator",
    "gov": "governor",
    "col": "colonel",
    "gen": "commander",
    "lt": "lieutenant",
    "capt": "captain",
    "maj": "major",
    "sgt": "sergeant",
    "adm": "admiral",
    "cmdr": "commander",
    "chairwoman": "chairman",
    "chairperson": "chairman",
    "policewoman": "policeman",
    "boss": "chief",
    "nominee": "candidate",
}


def role_of(word: str) -> str:
    """One word for all by which news names the same office."""
    word = word.rstrip(".")
    return _OFFICE_SYNONYMS.get(word, word)
