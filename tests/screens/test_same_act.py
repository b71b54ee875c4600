"""A double click is one act; two acts that only look alike are two."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from welfare_desk.ui.same_act import same


@dataclass(frozen=True)
class Draft:
    name: str


def act(draft: Draft, *, today: int = 1) -> Draft:
    return draft


class Page:
    def work(self) -> None: ...

    def again(self, draft: Draft) -> object:
        return lambda: act(draft, today=2)


def test_the_same_function_of_equal_values_is_one_act() -> None:
    page = Page()
    assert same(page.again(Draft("Halliday")), page.again(Draft("Halliday")))
    assert same(partial(act, Draft("Halliday"), today=2), partial(act, Draft("Halliday"), today=2))
    assert same(partial(act, page.again(Draft("A"))), partial(act, page.again(Draft("A"))))
    assert same(page.work, page.work)


def test_other_values_or_another_function_are_two_acts() -> None:
    page = Page()
    assert not same(page.again(Draft("Halliday")), page.again(Draft("Halliday, G.")))
    assert not same(partial(act, Draft("Halliday"), today=2), partial(act, Draft("Halliday"), today=3))
    assert not same(partial(act, Draft("Halliday")), partial(act, Draft("Halliday"), today=3))
    assert not same(lambda: act(Draft("Halliday")), lambda: act(Draft("Halliday")))
    assert not same(Page().work, Page().work)
