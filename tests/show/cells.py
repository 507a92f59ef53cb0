"""Lines of code run as a notebook's cell runs them."""

import ast

from analysis import show


def cell_values(code: str, **names) -> tuple[list, dict]:
    """What each line that is an expression gives, and all names after the last line."""
    names = {"show": show} | names
    values = []
    for line in ast.parse(code).body:
        if isinstance(line, ast.Expr):
            values.append(eval(compile(ast.Expression(line.value), "cell", "eval"), names))
        else:
            exec(compile(ast.Module([line], []), "cell", "exec"), names)
    return values, names
