"""The letter language: Liquid with an allow-list and limits, made for authors nobody has to trust.

Four tags, two filters, no file, no assignment, no arithmetic, no long loop. What a template may name is
``fields.py``; how one is read is ``templates.py``.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, ClassVar, TextIO

from liquid import BoundTemplate, Environment, StrictUndefined
from liquid.ast import BlockNode
from liquid.builtin import content, illegal, output
from liquid.builtin.filters.array import join
from liquid.builtin.filters.misc import default
from liquid.builtin.tags import case_tag, comment_tag, for_tag, if_tag, unless_tag
from liquid.context import RenderContext
from liquid.exceptions import LoopIterationLimitError
from liquid.stringify import to_liquid_string

from welfare_desk.letters import markup
from welfare_desk.rules import by_language
from welfare_desk.rules.by_language import OURS


class _SealedOutput(output.OutputNode):
    """An output statement whose value leaves Liquid under seal."""

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        value = self.expression.evaluate(context)
        if isinstance(value, date):
            words = by_language.day(value, getattr(context.env, "speaks", OURS))
        else:
            words = to_liquid_string(value, False)
        return buffer.write(markup.seal(words, getattr(value, "statement", "")))


class _Output(output.Output):
    node_class = _SealedOutput


class _Reading(RenderContext):
    """One letter being made; it knows how much of its loops has been gone through."""

    left = 2_000_000  # characters of template; Liquid itself bounds one loop, not many after one another

    def go_through(self, length: int) -> None:
        self.left -= length
        if self.left < 0:
            raise LoopIterationLimitError("its loops go on for too long", token=None)


class _Bound(BoundTemplate):
    context_class = _Reading


_A_TURN = 20  # what going round costs, whatever stands in the loop


class _Turn(BlockNode):
    """What stands in a loop, counted each time it is gone through."""

    __slots__ = ("length",)

    def __init__(self, block: BlockNode) -> None:
        super().__init__(block.token, block.nodes)
        self.length = _A_TURN + len(str(block))

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        if isinstance(context, _Reading):
            context.go_through(self.length)
        return super().render_to_output(context, buffer)


class _ForNode(for_tag.ForNode):
    def __init__(self, token: Any, expression: Any, block: BlockNode, default: BlockNode | None = None):
        super().__init__(token, expression, _Turn(block), default)


class _For(for_tag.ForTag):
    node_class = _ForNode


class LetterLanguage(Environment):
    """Liquid with an allow-list and limits: no file, no assignment, no arithmetic, no long loop."""

    template_class = _Bound
    speaks = OURS  # what its days are written in
    output_stream_limit: ClassVar[int | None] = 1_000_000  # bytes; sealing more than doubles a text
    loop_iteration_limit: ClassVar[int | None] = 2_000
    local_namespace_limit: ClassVar[int | None] = 100_000
    block_nesting_limit: ClassVar[int] = 10

    def setup_tags_and_filters(self, *, extra: bool = False) -> None:
        for tag in (
            content.Literal,
            _Output,
            illegal.Illegal,
            if_tag.IfTag,
            unless_tag.UnlessTag,
            case_tag.CaseTag,
            _For,
            comment_tag.CommentTag,
        ):
            self.add_tag(tag)
        self.add_filter("join", join)
        self.add_filter("default", default)


@cache
def spoken(language: str) -> LetterLanguage:
    """The letter language with days written as ``language`` writes them."""
    letters = LetterLanguage(undefined=StrictUndefined)
    letters.speaks = language
    return letters
