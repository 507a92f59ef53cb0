"""Are two units the same, and how much is one of the other?

Input is a pair of units as `quantities` reads them; output is their common spelling, and for measures (length, mass,
time, area, volume, speed, power, temperature) the amount in the first unit of its kind. Caution: a month counts as a
twelfth of a year, a ton as a tonne, a gallon as the American one, and a bare "degree" may be of either scale.
"""

from analysis.read.amount_words import SINGULARS, SPELLINGS

_SIZES = {
    "length": {"m": 1, "km": 1e3, "cm": 0.01, "mm": 1e-3, "mile": 1609.344, "foot": 0.3048, "inch": 0.0254},
    "mass": {"kg": 1, "gram": 1e-3, "mg": 1e-6, "ton": 1e3, "pound": 0.45359237, "ounce": 0.028349523},
    "time": {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2629746},
    "area": {"square m": 1, "square km": 1e6, "hectare": 1e4, "acre": 4046.8564, "square mile": 2589988.1},
    "volume": {"liter": 1, "ml": 1e-3, "cubic m": 1e3, "gallon": 3.7854118, "barrel": 158.98729},
    "speed": {"km/h": 1, "mph": 1.609344, "knot": 1.852},
    "power": {"mw": 1, "kw": 1e-3, "gw": 1e3},
    "energy": {"mwh": 1, "kwh": 1e-3, "gwh": 1e3},
}
_SIZES["length"] |= {"yard": 0.9144, "nautical mile": 1852}
_SIZES["time"] |= {"year": 31556952, "decade": 315569520, "century": 3155695200}
_SIZES["area"] |= {"square foot": 0.09290304, "square yard": 0.83612736}
_KIND = {unit: (kind, size) for kind, sizes in _SIZES.items() for unit, size in sizes.items()}
_KIND |= {"c": ("temperature", 1.0), "f": ("temperature", 5 / 9)}
_WHOLE = frozenset(("specimen", "regimen", "men"))


def unit_key(unit: str) -> str:
    """The unit in one spelling and in the singular.

    >>> [unit_key(unit) for unit in ("kilometres", "Countries", "square miles", "churches", "gunmen")]
    ['km', 'country', 'square mile', 'church', 'gunman']
    """
    ahead, _, last = unit.lower().rpartition(" ")
    one = _singular(last)
    one = SPELLINGS.get(one, one)
    return f"{SPELLINGS.get(ahead, ahead)} {one}" if ahead else one


def _singular(word: str) -> str:
    if word in SINGULARS:
        return SINGULARS[word]
    if word.endswith("men") and word not in _WHOLE:
        return f"{word[:-2]}an"
    if word.endswith("ies") and len(word) > 5:
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses", "xes", "zzes")) and len(word) > 4:
        return word[:-2]
    return word if len(word) < 4 or word.endswith(("ss", "us", "sis")) else word.removesuffix("s")


def converted(low: float, high: float, unit: str, other: str) -> tuple[float, float] | None:
    """The interval, given in `unit`, in the base unit that `unit` and `other` share; None where they share none.

    >>> converted(2, 2, "days", "hours"), converted(50, 50, "F", "C"), converted(2, 2, "days", "miles")
    ((172800, 172800), (10.0, 10.0), None)
    """
    kind, size = _KIND.get(unit_key(unit), ("", 0.0))
    if not kind or kind != _KIND.get(unit_key(other), ("", 0.0))[0]:
        return None
    shift = 32.0 if unit_key(unit) == "f" else 0
    return (low - shift) * size, (high - shift) * size
