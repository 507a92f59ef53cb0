"""The process that reads one page or file and ends: `python -m analysis.read.acquire.worker`.

Input is one line of JSON and then the bytes, on standard input; output is one line of JSON on standard output. Caution:
its limits hold for the whole process, so it is never imported to be called.
"""

import json
import os
import sys


def _limit(seconds: int, memory: int) -> None:
    """Limits of the system on computing, memory, and files written; where it has none, the parent's clock remains."""
    try:
        import resource
    except ImportError:  # Windows
        return
    wanted = {"RLIMIT_CPU": seconds, "RLIMIT_AS": memory, "RLIMIT_FSIZE": 0, "RLIMIT_CORE": 0}
    for name, most in wanted.items():
        kind = getattr(resource, name, None)
        if kind is None:
            continue
        _, hard = resource.getrlimit(kind)
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):  # macOS has the name of some limits only
            continue


def _refuse(event: str, arguments: tuple) -> None:
    """An audit hook: reading needs no connection, no other process and no file to write."""
    if event in (
        "socket.connect",
        "socket.bind",
        "subprocess.Popen",
        "os.exec",
        "os.posix_spawn",
        "os.system",
        "os.fork",
    ):
        raise PermissionError(f"{event} while reading")
    if event in ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "shutil.rmtree", "os.link", "os.symlink"):
        raise PermissionError(f"{event} while reading")
    if event == "open":
        flags = arguments[2] if len(arguments) > 2 and isinstance(arguments[2], int) else 0
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise PermissionError("a file was to be written while reading")


def _answer(order: dict, content: bytes) -> dict:
    from analysis.errors import CrossreadError
    from analysis.read.acquire.parsing import parsed, shown_name
    from analysis.read.acquire.record import as_values

    known = order["known"]
    try:
        return {"extract": as_values(parsed(content, **known))}
    except CrossreadError as error:
        return {"error": str(error)}
    except MemoryError:
        return {"memory": True}
    except Exception as error:  # no page or file may end in a traceback
        shown = shown_name(known.get("name", ""), known.get("url", ""))
        return {"error": f"{shown}: it cannot be read ({type(error).__name__}); save its text as .txt and add that"}


def main() -> None:
    """Read one order, answer it, end."""
    import logging

    from analysis.read.acquire.languages import identifier

    logging.disable(logging.CRITICAL)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not end up in the answer
    order = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    identifier()
    _limit(order["seconds"], order["memory"])
    sys.addaudithook(_refuse)
    answers.write(json.dumps(_answer(order, content)).encode())
    answers.flush()
    os._exit(0)  # nothing is left to tidy, and a deep tree takes long to tear down


if __name__ == "__main__":
    main()
