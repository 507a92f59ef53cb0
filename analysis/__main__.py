"""The command line: `python -m analysis COMMAND`. One line for a mistake, a traceback only for a defect."""

import sys


def main() -> None:
    """Run the command line; its exit status is 0, 1 (the input), 2 (the command line) or 130 (interrupted)."""
    try:
        from analysis.commands import (  # noqa: F401
            adding,
            batch,
            checking,
            deciding,
            fetching,
            manual,
            measuring,
            scanning,
            start,
        )

        manual.prepared_streams()
        sys.exit(manual.status(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
