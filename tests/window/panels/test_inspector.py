"""An inspector shows what was expected beside what came, as far as there is room."""

from __future__ import annotations

import pytest

from debugger.window.models.field_tree import Column
from debugger.window.panels.detail import DetailPane
from debugger.window.panels.inspector import Inspector
from tests.window.panels.conftest import OpenPane
from tests.window.panels.stored import BROKEN, Store


def shown_inspector(pane: DetailPane) -> Inspector:
    """The properties' inspector, in front."""
    found = next(part for part in pane.inspectors if part.name == "Properties")
    assert isinstance(found, Inspector)
    pane.parts.setCurrentWidget(found)
    return found


@pytest.mark.parametrize(("width", "hidden"), [(1000, False), (516, False), (400, True)])
def test_what_was_expected_has_a_column_where_there_is_room(
    open_pane: OpenPane, store: Store, *, width: int, hidden: bool
) -> None:
    """516 pixels is the pane's width in a window of 1360."""
    pane = open_pane(store(BROKEN)[0], width=width)
    properties = shown_inspector(pane)
    assert properties.view.isColumnHidden(Column.EXPECTED) == hidden


def test_no_column_is_wider_than_the_view(open_pane: OpenPane, store: Store) -> None:
    pane = open_pane(store(BROKEN)[0], width=516)
    properties = shown_inspector(pane)
    widths = [properties.view.columnWidth(column) for column in Column]
    assert sum(widths) <= properties.view.viewport().width() + 1
    assert min(widths) >= 80


def test_what_is_behind_another_tab_waits_until_it_is_looked_at(
    open_pane: OpenPane, store: Store
) -> None:
    pane = open_pane(store(BROKEN)[0])
    properties = next(part for part in pane.inspectors if part.name == "Properties")
    assert isinstance(properties, Inspector)
    assert properties.view.model().rowCount() == 0
    assert properties.list.model().rowCount() == 0
    revenue = next(
        index for index, found in properties.own_findings() if found.rule == "revenue-not-number"
    )
    pane.light(revenue)
    pane.parts.setCurrentWidget(properties)
    assert properties.list.model().rowCount() == len(properties.own_findings())
    assert properties.view.currentIndex().siblingAtColumn(0).data() == "revenue"
