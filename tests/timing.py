"""How long something takes, told so that a busy machine does not decide a test."""

import gc
import time
from collections.abc import Callable


def least_cpu_seconds(work: Callable[[], object], repeats: int = 3) -> float:
    """The least CPU time of some runs, the collector of garbage resting meanwhile."""
    taken = []
    for _ in range(repeats):
        gc.collect()
        gc.disable()
        try:
            started = time.process_time()
            work()
            taken.append(time.process_time() - started)
        finally:
            gc.enable()
    return min(taken)
