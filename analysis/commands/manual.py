"""The command line as a whole: its manual, and what becomes of a mistake.

Input is the words after `python -m analysis`; output is the exit status. Caution: commands are listed under the group
that they name as their `rich_help_panel`.
"""

import sys
from collections.abc import Sequence

import typer
from typer.core import TyperGroup

from analysis.commands.parts import GROUPS
from analysis.errors import CrossreadError

PROGRAM = "python -m analysis"
ABOUT = """Crossread reads one article across contrasting sources: which words set it apart, who is allowed to speak in
it, and what the others say of its claims. It says what a document wrote and what others wrote, never who is right."""
AFTER = f"""
Examples:
  {PROGRAM} figures                     draw every figure of the case
  {PROGRAM} figures --only 02-keyness   draw one
  {PROGRAM} new FOLDER                  lay a workbook of your own
  {PROGRAM} add ARTICLE.html --target   put your article into it
  {PROGRAM} check --corpus FOLDER       what is wrong with your corpus
  {PROGRAM} report --corpus FOLDER      its report, one page
  {PROGRAM} review                      decide claim by claim, by key
  {PROGRAM} fetch --list                which full texts may be fetched
  {PROGRAM} scan ARCHIVE                the same of an archive

Exit status:
  0    done
  1    a text, table or folder is not as it should be, or cannot be read or
       written; 'check' found something; 'accuracy --strict' missed a bar
  2    the command line itself: an unknown command or option, a missing file
  130  interrupted (Ctrl-C): what was written whole stays, and the same
       command goes on from there

Environment:
  CROSSREAD_READER   the name that decisions are kept under
  CROSSREAD_CACHE    where things computed once are kept (build/cache)
  CROSSREAD_THREADS  how many processors one process may use

'{PROGRAM} COMMAND --help' tells more.
'fetch', and 'add' with an address, use the network; no other command does.
"""


class Manual(TyperGroup):
    """A group whose help lists the commands by what they are for."""

    def collect_usage_pieces(self, ctx) -> list[str]:
        """What stands after the program's name in the usage."""
        return ["COMMAND", "[OPTIONS]"]

    def format_options(self, ctx, formatter) -> None:
        """Write one section for each group of commands."""
        groups: dict[str, list[tuple[str, str]]] = {title: [] for title in GROUPS}
        for name, command in self.commands.items():
            groups[command.rich_help_panel].append((name, command.get_short_help_str(limit=200)))
        for title, rows in groups.items():
            with formatter.section(title):
                formatter.write_dl(rows)

    def format_epilog(self, ctx, formatter) -> None:
        """Write what follows the commands as it stands."""
        formatter.write(AFTER)


app = typer.Typer(
    cls=Manual,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help=ABOUT,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def status(words: Sequence[str]) -> int:
    """The exit status of one command line; a mistake is told in one line on standard error."""
    try:
        # Not standalone: the command line tells mistakes of its own in several lines, with the usage around them.
        ended = app(list(words) or ["--help"], prog_name=PROGRAM, standalone_mode=False) or 0
        sys.stdout.flush()
        if ended != 130:
            return ended
    except CrossreadError as error:
        return _told(str(error), 1)
    except OSError as error:
        named = f"{error.filename}: " if error.filename is not None else ""
        return _told(f"{named}{error.strerror or error}", 1)
    except (KeyboardInterrupt, typer.Abort):
        pass
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        where = getattr(getattr(error, "ctx", None), "command_path", PROGRAM)
        return _told(f"{error.format_message().rstrip('.')}. See: {where} --help", getattr(error, "exit_code", 2))
    return _told("interrupted; what was written whole stays, and the same command goes on from there", 130)


def _told(line: str, ended: int) -> int:
    print(" ".join(line.split()) if ended == 2 else line, file=sys.stderr)
    return ended


def prepared_streams() -> None:
    """Let what a terminal cannot show be written as an escape, and never as an error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
