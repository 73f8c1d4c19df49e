"""The values of a payload: all of them, by their places, in a tree and in a table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as some
from PySide6.QtCore import QModelIndex, Qt

from debugger.payload.layout import finished, lay_out
from debugger.window.looks.theme import load_theme
from debugger.window.models import payload_values, value_tree
from debugger.window.models.payload_values import PayloadValues, Value
from debugger.window.models.value_table import Column, ValueTable
from debugger.window.models.value_tree import ValueTree
from debugger.wire.masking import KeyMask

JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=5),
    lambda inner: (
        some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=3), inner, max_size=4)
    ),
    max_leaves=20,
)


def values_of(payload: object, mask: KeyMask | None = None) -> PayloadValues:
    return PayloadValues(lay_out(json.dumps(payload).encode()), mask)


def leaves(values: PayloadValues) -> list[Value]:
    return [value for step in values.leaves() for value in step]


def plain_leaves(payload: object) -> Iterator[object]:
    if payload and isinstance(payload, dict | list):
        for member in payload.values() if isinstance(payload, dict) else payload:
            yield from plain_leaves(member)
    else:
        yield payload


def in_tree(tree: ValueTree, parent: QModelIndex | None = None) -> Iterator[Value]:
    """Every value, each opened and read on."""
    above = parent or QModelIndex()
    if tree.canFetchMore(above):
        tree.fetchMore(above)
    row = 0
    while row < tree.rowCount(above):
        index = tree.index(row, 0, above)
        value = tree.value_at(index)
        if value is None:
            tree.read_on(index)
            continue
        assert tree.parent(index) == above
        yield value
        yield from in_tree(tree, index)
        row += 1


@given(payload=some.dictionaries(some.text(max_size=3), JSON, max_size=5))
def test_every_value_is_a_leaf_once(payload: object) -> None:
    values = values_of(payload)
    came = [json.loads(values.layout.value_text(value.line)) for value in leaves(values)]
    assert came == (list(plain_leaves(payload)) if payload else [])


@given(payload=JSON)
def test_the_tree_has_every_value_however_few_are_read_at_once(payload: object) -> None:
    values = values_of(payload)
    tree = ValueTree(load_theme("light"))
    with patch.object(value_tree, "AT_ONCE", 2):
        tree.show_values(values)
        found = [value.line for value in in_tree(tree)]
    lines = values.layout.lines
    named = [
        line
        for line in range(len(lines))
        if lines.token(line) is not None and not lines.is_closing(line)
    ]
    assert found == named


def test_a_key_that_is_given_twice_is_there_twice() -> None:
    values = PayloadValues(lay_out(b'{"a": 1, "a": 2}'))
    assert [(value.name, value.shown) for value in leaves(values)] == [("a", "1"), ("a", "2")]


def test_keys_are_masked_also_where_the_value_is_cut_short() -> None:
    key = "wk_live_5f2a9c3f77d1"
    call = {"writeKey": key, "x": "y" * 295 + key, f"n {key}": {"z": key}}
    for value in leaves(values_of(call, KeyMask.of([key]))):
        assert key not in (value.shown + value.path + value.name)
        assert "5f2a9c3f" not in value.shown


def test_what_is_not_json_any_more_is_said_to_be_none() -> None:
    values = PayloadValues(lay_out(b'{"a": 1, "b": oops}'))
    assert [value.kind for value in leaves(values)] == ["number", "not JSON"]
    tree = ValueTree(load_theme("light"))
    tree.show_values(PayloadValues(lay_out(b"oops")))
    assert tree.rowCount() == 0


def test_only_so_many_are_in_the_table_and_the_rest_is_counted() -> None:
    values = values_of(list(range(30)))
    with patch.object(payload_values, "MOST", 10):
        assert finished(values.leaves()) == 20  # type: ignore[arg-type]
        assert len(leaves(values)) == 10


def test_the_table_is_sorted_by_what_is_in_it() -> None:
    table = ValueTable(load_theme("light"))
    table.show_values(leaves(values_of({"b": 10, "a": 9, "c": "x", "d": None})))

    def shown(column: int) -> list[str]:
        return [table.text(row, column) for row in range(table.rowCount())]

    assert shown(Column.PATH) == ["b", "a", "c", "d"]
    table.sort(Column.PATH)
    assert shown(Column.PATH) == ["a", "b", "c", "d"]
    table.sort(Column.VALUE)
    assert shown(Column.VALUE)[:2] == ["9", "10"]
    table.sort(Column.TYPE, Qt.SortOrder.DescendingOrder)
    assert shown(Column.TYPE) == ["string", "number", "number", "null"]
    table.sort(-1)
    assert shown(Column.PATH) == ["b", "a", "c", "d"]
