"""Crossread reads one article across contrasting sources: vocabulary, sourcing, claims.

    from analysis import load_corpus, measure, show

`load_corpus` gives the documents, `measure` has one function a table, `show` one a picture. Nothing heavy is
imported until it is used.
"""

import importlib

__version__ = "0.1.0"
_HOME = {
    "load_corpus": ("analysis.read.corpus", "load_corpus"),
    "corpus_problems": ("analysis.read.corpus", "corpus_problems"),
    "Corpus": ("analysis.read.corpus", "Corpus"),
    "Document": ("analysis.read.document", "Document"),
    "CrossreadError": ("analysis.errors", "CrossreadError"),
    "measure": ("analysis.measure", None),
    "show": ("analysis.show", None),
}
__all__ = sorted(_HOME)


def __getattr__(name: str):
    if name not in _HOME:
        raise AttributeError(f"analysis has no {name!r}; it has {', '.join(__all__)}")
    module, attribute = _HOME[name]
    found = importlib.import_module(module)
    return getattr(found, attribute) if attribute else found


def __dir__() -> list[str]:
    return __all__
