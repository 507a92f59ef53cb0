"""What every engine returns: one attribution, its parts as spans into the untouched text."""

from dataclasses import dataclass

from analysis.read.zones import Span

MODES = ("direct", "indirect", "mixed")
EVEN = 0.5  # from this probability on a mark is more likely right than wrong
ACTS = ("speech", "belief", "intention", "perception")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who (`source`) says what (`content`), by which words (`cue`).

    `mode` is 'direct', 'indirect' or 'mixed'; `marked_by` names the rule or the model that marked it, or 'reader';
    `sentence` is the sentence in which the cue stands; `act` is 'speech', 'belief', 'intention' or 'perception';
    `stance` is what the cue lets the writer say about the report ('neutral', 'asserting', ... or 'unclassified');
    `confidence` is the model's probability that all its parts are right, None where a rule marked it; `parent` is the
    place, in the list that it stands in, of the attribution inside whose content it stands (hearsay), or None.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    mode: str
    marked_by: str
    sentence: int
    act: str = "speech"
    stance: str = "unclassified"
    confidence: float | None = None
    parent: int | None = None

    @property
    def is_likely(self) -> bool:
        """Whether it is more likely right than wrong; marks of rules and of readers are taken to be.

        >>> Attribution(None, None, (), "indirect", "transformer", 1, confidence=0.4).is_likely
        False
        """
        return self.confidence is None or self.confidence >= EVEN
