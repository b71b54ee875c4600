"""The small changes a mutant is made of: each turns one piece of a rule into a likely mistake.

A code, a number, a comparison, a sum or a choice is changed; prose is not, since a test of a rule should
not hold a sentence word by word. Running the tests against a mutant is ``mutants.py``.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

OPERATORS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
NAMES = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "sorted": "list",
    "startswith": "endswith",
    "endswith": "startswith",
    "removeprefix": "removesuffix",
    "lstrip": "rstrip",
    "rstrip": "lstrip",
    "ROUND_HALF_UP": "ROUND_DOWN",
    "ROUND_DOWN": "ROUND_HALF_UP",
    "ROUND_UP": "ROUND_DOWN",
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: where it is, what stood there and what stands there now; ``source`` writes the new file.

    ``copy`` tells apart equal changes in one function; line numbers are left out of ``id`` so that an
    edit elsewhere in the file moves no mutant.
    """

    module: str
    line: int
    within: str
    was: str
    now: str
    copy: int
    source: Callable[[], str] = field(repr=False)

    @property
    def id(self) -> str:
        return "|".join((self.module, self.within, self.was, self.now, str(self.copy)))


def mutants_of(text: str, module: str) -> list[Mutant]:
    """Every mutant of one module's text, in the order of its lines."""
    tree = ast.parse(text)
    found: list[Mutant] = []
    seen: dict[tuple[str, str, str], int] = {}
    for within, node in _places(tree, ""):
        for changed in _changes(node):
            was, now = _shown(node), _shown(changed)
            again = seen[within, was, now] = seen.get((within, was, now), -1) + 1
            found.append(
                Mutant(module, node.lineno, within, was, now, again, partial(_swapped, tree, node, changed))
            )
    return found


def _swapped(tree: ast.Module, old: ast.AST, new: ast.AST) -> str:
    return ast.unparse(_Swap(old, new).visit(tree))


class _Swap(ast.NodeTransformer):
    """Puts ``new`` where ``old`` is; the nodes on the way are copied, so that the tree stays as it was."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        if node is self.old:
            return self.new
        fresh = copy.copy(node)
        for name, value in ast.iter_fields(node):
            if isinstance(value, list):
                setattr(fresh, name, [self.visit(one) if isinstance(one, ast.AST) else one for one in value])
            elif isinstance(value, ast.AST):
                setattr(fresh, name, self.visit(value))
        return fresh


def _places(node: ast.AST, within: str) -> Iterator[tuple[str, ast.expr | ast.stmt]]:
    """Each expression and statement that runs, with the name of the function or class it is in."""
    if isinstance(node, ast.expr | ast.stmt):
        yield within, node
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        within = f"{within}.{node.name}".lstrip(".")
    for child in _that_run(node):
        yield from _places(child, within)


def _that_run(node: ast.AST) -> list[ast.AST]:
    """A node's children but for what is no rule.

    Types, decorators, docstrings, ``__all__``, a sentence's fixed text, how a value prints itself, and the
    guard that two lists made together are equally long.
    """
    match node:
        case ast.FunctionDef():
            return [*_without_docstring(node.body), *node.args.defaults, *filter(None, node.args.kw_defaults)]
        case ast.ClassDef() | ast.Module():
            return _without_docstring(node.body)
        case ast.AnnAssign():
            return [node.value] if node.value else []
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            return []
        case ast.Subscript(value=ast.Name(id="Literal")):
            return []
        case ast.JoinedStr():
            return [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
        case ast.Raise():
            return [node.exc] if node.exc else []
        case ast.Call(func=ast.Name(id="TypeVar")):
            return []
        case ast.keyword(arg=("repr" | "strict")):
            return []
        case ast.Import() | ast.ImportFrom():
            return []
    return list(ast.iter_child_nodes(node))


def _without_docstring(body: list[ast.stmt]) -> list[ast.AST]:
    return [one for one in body if not (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant))]


def _changes(node: ast.expr | ast.stmt) -> Iterator[ast.AST]:
    match node:
        case ast.Compare():
            for place, operator in enumerate(node.ops):
                changed = [*node.ops]
                changed[place] = OPERATORS[type(operator)]()
                yield _with(node, ops=changed)
        case ast.BoolOp() | ast.BinOp() | ast.AugAssign() if type(node.op) in OPERATORS:
            yield _with(node, op=OPERATORS[type(node.op)]())
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield node.operand
        case ast.Constant(value=bool()):
            yield _with(node, value=not node.value)
        case ast.Constant(value=int()):
            yield _with(node, value=node.value + 1)
        case ast.Constant(value=str()) if " " not in node.value.strip():
            yield _with(node, value=f"{node.value}1" if node.value[-1:].isdigit() else f"_{node.value}")
        case ast.Name() if node.id in NAMES:
            yield _with(node, id=NAMES[node.id])
        case ast.Attribute() if node.attr in NAMES:
            yield _with(node, attr=NAMES[node.attr])
        case ast.If() | ast.IfExp() | ast.While() if isinstance(
            node.test, ast.Name | ast.Attribute | ast.Call
        ):
            yield _with(node, test=ast.UnaryOp(ast.Not(), node.test))
        case ast.Break():
            yield ast.copy_location(ast.Continue(), node)
        case ast.Continue():
            yield ast.copy_location(ast.Break(), node)
        case ast.Expr(value=ast.Call()):
            yield ast.copy_location(ast.Pass(), node)
    if isinstance(node, ast.Call) and _is_function(node.func):
        for keyword in node.keywords:
            if keyword.arg not in ("repr", "strict"):
                yield _with(node, keywords=[other for other in node.keywords if other is not keyword])


def _is_function(called: ast.expr) -> bool:
    """A function's argument may have a default; a value's constructor only refuses to go without."""
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    return name[:1].islower()


def _with(node: ast.AST, **changes: object) -> ast.AST:
    changed = copy.copy(node)
    for name, value in changes.items():
        setattr(changed, name, value)
    return changed


def _shown(node: ast.AST) -> str:
    """A node on one line; of a statement with a body only its head."""
    return ast.unparse(node).partition("\n")[0]
