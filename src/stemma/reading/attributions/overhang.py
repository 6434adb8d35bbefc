"""What hangs over at the end of indirect speech and is not the speaker's: a reporter's comment, another source.

"He said the pier was safe, contrary to what the office had written"; "she said 40 jobs would go but would not say
where"; "he met the stokers, all of whom said they were unpaid".
"""

from __future__ import annotations

import re

from stemma.reading.attributions.quotes import Quote

FEWEST_LEFT = 8  # characters of a content that must stay in front of what hangs over

_HANGS_OVER = re.compile(
    r",? (?:but|and|although|though) (?:(?:would|did|could|does|do) not|wouldn['’]t|didn['’]t|declined to|refused to) "
    r"(?:\w+ly )?(?:say|comment|elaborate|give|specify|disclose|name|identify|confirm|provide|explain|go into)\b"
    r"|,? according to "
    r"|, contrary to "
    r"|, an? (?:pledge|promise|claim|charge|accusation|allegation|assertion|remark|comment|move|step|sign|reference|"
    r"suggestion|figure|number|view|statement|position|stance|warning|message|demand) (?:that|which) "
    r"|, which (?:also |apparently |seems to |appears to )?(?:match(?:es|ed)?|contradict(?:s|ed)?|echo(?:es|ed)?|"
    r"confirm(?:s|ed)?|support(?:s|ed)?|tall(?:y|ies|ied)|fits?) "
    r"|, (?:all|most|some|many|both|one|two|none|several) of (?:whom|which) (?:have |has |had )?"
    r"(?:said|says?|told|claim(?:s|ed)?|report(?:s|ed)?) "
    r"|, (?:who|which) (?:he|she|they|it) (?:said|says?|claim(?:s|ed)?) "
    r"| with (?:a|an|his|her|its|their) (?:\w+ )?(?:spokes\w+|lawyer|attorney|aide|official|representative) "
    r"(?:saying|stating|adding|telling|writing|noting)\b",
    re.I,
)


def without_overhang(text: str, piece: tuple[int, int], found: tuple[Quote, ...]) -> tuple[int, int]:
    """A piece of indirect speech cut before what hangs over; marks inside quotations cut nothing."""
    start, end = piece
    for match in _HANGS_OVER.finditer(text, start + FEWEST_LEFT, end):
        if not any(q.start <= match.start() < q.end for q in found):
            return start, match.start()
    return piece
