"""`python -m benchmarks.fuzz html --seconds 600`: one of the targets, its executions and findings."""

import argparse
import hashlib
import re
import subprocess
import sys
import time
import traceback
from pathlib import Path

from benchmarks.fuzz.targets import TARGETS

FOLDER = Path(__file__).resolve().parents[2] / "build" / "fuzz"
SLOW = 5.0
HANG = 60


def watched(name: str) -> int:
    """Fuzz in a process of its own, so that what it did is counted even if it is killed; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz")
    parser.add_argument("target", choices=list(TARGETS))
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        fuzz(options.target, options.seconds)
        return 0
    found = FOLDER / options.target
    (found / "findings").mkdir(parents=True, exist_ok=True)
    log = found / "log.txt"
    with log.open("wb") as file:
        done = subprocess.run([sys.executable, "-m", name, *sys.argv[1:], "--inside"], stdout=file, stderr=file)
    text = log.read_text(encoding="utf-8", errors="replace")
    runs = re.findall(r"Done (\d+) runs in (\d+) second", text) or re.findall(r"#(\d+)\t.*()", text)
    count, seconds = runs[-1] if runs else ("0", "")
    findings = sorted(
        path
        for path in (found / "findings").iterdir()
        if path.suffix == ".txt" or path.name.startswith(("crash-", "timeout-", "oom-", "slow-"))
    )
    print(f"{options.target}: {int(count):,} executions in {seconds or '?'} seconds, {len(findings)} findings")
    for path in findings:
        print(f"  {path.relative_to(FOLDER.parents[1])}")
    return int(bool(findings) or (done.returncode != 0 and not runs))


def fuzz(name: str, seconds: int) -> None:
    """Fuzz one target in this process; what is found is written down, and the fuzzer goes on."""
    import logging

    import atheris

    target = TARGETS[name]
    logging.disable(logging.CRITICAL)
    with atheris.instrument_imports(include=list(target.modules)):
        _import_all(target)
    folder = FOLDER / name
    inputs = folder / "inputs"
    inputs.mkdir(parents=True, exist_ok=True)
    for seed in target.seeds():
        (inputs / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    words = folder / "words.txt"
    words.write_text("".join(f'"{word}"\n' for word in target.words), encoding="utf-8")
    arguments = [
        sys.argv[0], f"-max_total_time={seconds}", f"-timeout={HANG}", f"-report_slow_units={HANG}",
        "-rss_limit_mb=4096", "-max_len=16384", f"-dict={words}", f"-artifact_prefix={folder / 'findings'}/",
        "-print_final_stats=1", str(inputs),
    ]  # fmt: skip
    atheris.Setup(arguments, lambda content: _one(name, content))
    atheris.Fuzz()


def _import_all(target) -> None:
    """Import what the target reaches, so that it is instrumented: its seeds are run once."""
    from analysis.errors import CrossreadError

    for seed in target.seeds()[:6]:
        try:
            target.call(seed)
        except CrossreadError:
            continue


def _one(name: str, content: bytes) -> None:
    from analysis.errors import CrossreadError

    # Computing time: a machine that is busy with other things would make every call look slow.
    begun = time.process_time()
    told = ""
    try:
        TARGETS[name].call(content)
    except CrossreadError:
        pass
    except Exception:
        told = traceback.format_exc()
    taken = time.process_time() - begun
    if taken > SLOW:
        told = f"slow: {taken:.1f} seconds\n{told}"
    if told:
        # One file a place in the code: the same fault is found a thousand times.
        place = "slow" if told.startswith("slow") else "".join(re.findall(r"(File .*, line \d+)", told)[-2:])
        key = hashlib.sha256(place.encode()).hexdigest()[:12]
        path = FOLDER / name / "findings" / key
        if not path.with_suffix(".txt").exists():
            path.with_suffix(".bin").write_bytes(content)
            path.with_suffix(".txt").write_text(told, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(watched("benchmarks.fuzz"))
