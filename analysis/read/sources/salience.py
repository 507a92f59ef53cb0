"""How well a mention goes with a pronoun, and how much it stands in the foreground: the weights of the resolution.

Input is mentions and identities, output is scores. The weights follow what is long known of English (subjects before
objects, speakers before others, the near before the far; Lappin and Leass 1994) and were set on labelled news.
"""

from analysis.read.sources.descriptions import GENDERS
from analysis.read.sources.identity import Identity
from analysis.read.sources.mention import Mention
from analysis.read.sources.nouns import BODIES, PEOPLE

SUBJECT, SPEAKER, NEAR_SENTENCE, NEAR_PARAGRAPH, FIRST, MAIN = 1.8, 1.2, 0.9, 0.6, 0.4, 1.2
NEW = 0.6  # what somebody just introduced gains
VOICE = 1.0  # what the speaker gains for a pronoun in what is said
SAME = 0.5  # a mention in the pronoun's own sentence
OWNER, OBLIQUE = (-0.6, 0.8), 0.3  # a possessor inside a sentence, and one that opens it ("The mayor's plan ...")
UNSURE = -1.5  # the fit of a name that nothing marks as a person


def fit_identity(identity: Identity, pronoun: str, *, spoke: bool) -> float | None:
    """How well a named person or body goes with a pronoun, from 0 downwards; None where it cannot.

    >>> fit_identity(Identity(forms={("Jane", "Doe"): 1}, gender={"male": 0, "female": 5}), "he", spoke=True) is None
    True
    """
    sort, words = identity.sort, len(identity.name.split())
    if pronoun in GENDERS:
        if sort not in ("person", "") or not identity.may_be(GENDERS[pronoun]):
            return None
        if sort == "person" or (spoke and 1 < words < 5):
            return 0.0
        return -0.3 if spoke else (UNSURE if 1 < words < 5 else UNSURE - 0.5) / min(identity.count, 3)
    if pronoun == "it":
        return None if sort == "person" or (not sort and words > 1) else (0.0 if sort else -1.0)
    if not sort and words > 1:
        return None
    return {"person": None, "body": -1.2, "place": -1.5}.get(sort, -1.5)


def fit_noun(mention: Mention, pronoun: str) -> float | None:
    """How well a noun phrase, or a name that several people bear, goes with a pronoun."""
    if mention.kind == "name":
        told = {entry.gender for entry in mention.nouns if entry.gender}
        return None if pronoun not in GENDERS or told - {GENDERS[pronoun]} else -0.2
    kind = mention.head.kind if mention.head else "person"
    if pronoun == "they":
        if mention.plural:
            return -0.5 if kind in (*BODIES, "document") else 0.0
        return -1.0 if kind in (*BODIES, "person", "official") else None
    if mention.plural:
        return None
    if pronoun == "it":
        return 0.0 if kind in (*BODIES, "document") else None
    if kind not in PEOPLE or (mention.head and mention.head.gender not in ("", GENDERS[pronoun])):
        return None
    return -0.3 if mention.role == "subject" else -0.8
