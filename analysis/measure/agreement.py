"""How far may the measures of sourcing be trusted? What labelled articles say of each engine, and of people.

Input is a file of figures that `make accuracy` writes where the labels are; output is one row an engine and measure.
Caution: the labelled articles are US political news of 2015 and 2016; on other texts the agreement is lower.
"""

import json
from pathlib import Path

import pandas

from analysis.errors import CrossreadError, one_of

FILE = Path(__file__).parents[1] / "models" / "attribution_reliability.json"
# The measure, the columns it stands for, and how captions call it.
MEASURES = {
    "word_share": ("sourcing_profile.word_share", "share of words inside attributed content"),
    "per_1000": ("sourcing_profile.per_1000", "attributions per 1,000 words"),
    "direct_share": ("sourcing_profile.direct_share", "share of direct and mixed attributions"),
    "sources": ("sourcing_profile.sources", "different sources"),
    "entropy": ("source_diversity.entropy", "entropy of the sources"),
    "top_share": ("source_diversity.top_share", "share of the most frequent source"),
    "sourceless_share": ("sourcing_profile.sourceless", "share of attributions without a source"),
}
ACTS = ("all", "speech")
UNSURE = 0.5  # below this correlation a measure carries a warning
FIGURES = ["r", "r_low", "r_high", "mae", "people_r", "people_mae", "articles"]
COLUMNS = ["engine", "acts", "measure", "column", "label", *FIGURES, "warning"]


def reliability(engine: str | None = None, *, act: str = "all", path: str | Path | None = None) -> pandas.DataFrame:
    """How well each measure of a document agrees with people's labels: one row an engine and measure.

    Columns: `engine`, `acts` (which attributions were counted), `measure`, `column` (of which table), `label` (in
    words), `r` (Pearson's, over articles; not a number where all are alike) with its 95 % interval `r_low`, `r_high`,
    `mae` (mean absolute error, in units of the measure), `people_r`, `people_mae` (two people's readings of one
    article), `articles`, `warning` ("" or why not to lean on the measure). Empty where no figures have been written,
    and for an engine that has none.

    Parameters
    ----------
    engine : one engine, or all.
    act : 'all' or 'speech', as the measures were asked for. Only for these two there are figures.
    path : a file of figures; by default the one that comes with the package.

    Notes
    -----
    The labels leave out reports inside reports, and count a source by the last name in its mention and a pronoun by
    itself; so the agreement on the number and the entropy of sources is on mentions, not on who is meant by them.

    >>> set(reliability()["measure"]) <= set(MEASURES)
    True
    """
    one_of("act", act, ACTS)
    file = Path(path) if path is not None else FILE
    if not file.is_file():
        return pandas.DataFrame(columns=COLUMNS)
    try:
        rows = [
            (name, act, measure, *MEASURES[measure], *(values[key] for key in FIGURES), _warning(**values))
            for name, by_acts in json.loads(file.read_text(encoding="utf-8")).items()
            for measure, values in by_acts[act].items()
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        remedy = "restore it, or write it anew with 'make accuracy'"
        raise CrossreadError(f"{file} holds no figures of agreement ({error!r}); {remedy}") from error
    table = pandas.DataFrame(rows, columns=COLUMNS)
    table[FIGURES] = table[FIGURES].astype(float)
    return table[table["engine"] == engine].reset_index(drop=True) if engine else table


def _warning(r: float | None, people_r: float, **_: float) -> str:
    if r is None:
        return "the engine finds the same value in every article: not to be leaned on"
    if people_r < UNSURE:
        return f"people do not agree on this measure either (r = {people_r:.2f}): not to be leaned on"
    if r < UNSURE:
        return f"the engine does not agree with people on this measure (r = {r:.2f}): not to be leaned on"
    return ""
