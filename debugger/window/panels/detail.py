"""Everything about one event: its header, its payload and request, and what the spec says of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedLayout, QVBoxLayout, QWidget

from debugger.findings import Finding
from debugger.session.rows import StoredEvent
from debugger.window.background.preparing import Preparing
from debugger.window.layout import SharedRoom, Shares
from debugger.window.looks.icons import SEVERITY_ICONS, icon
from debugger.window.looks.room import give_room
from debugger.window.looks.scale import SCALE
from debugger.window.looks.theme import Theme
from debugger.window.models.field_rows import FieldRow
from debugger.window.models.prepared import Prepared
from debugger.window.panels.context import context_panel
from debugger.window.panels.empty import EmptyDetail
from debugger.window.panels.event import event_panel
from debugger.window.panels.findings import FindingsPanel
from debugger.window.panels.header import Header
from debugger.window.panels.inspector import Inspector
from debugger.window.panels.payload import PayloadPanel
from debugger.window.panels.properties import properties_panel
from debugger.window.panels.raw import LoadBody, RawPanel
from debugger.window.panels.request import RequestPanel
from debugger.window.panels.session import SessionPanel
from debugger.window.panels.values import TablePage, TreePage
from debugger.window.remembered.pins import Pins
from debugger.window.remembered.settings import Settings
from debugger.window.widgets.labels import label
from debugger.window.widgets.tabs import Tabs, Title

_SIDE_BY_SIDE = 680
_LOW = 480
"""Pixels of width and of height between which payload and findings stand side by side."""

_SHARES: Shares = {Qt.Orientation.Horizontal: (50, 50), Qt.Orientation.Vertical: (58, 42)}

_PATIENCE = 150
"""Milliseconds before a payload that takes its time is announced as such."""


MakeMenu = Callable[[Finding, StoredEvent, QWidget], QMenu]
"""Makes the menu of a finding of an event, as a child of a widget."""


class DetailPane(QWidget):
    """One event, or the invitation to select one. Keeps which finding or field is lit in all its parts."""

    column_wanted = Signal(object)
    """A path whose values are to be a column of the list."""
    filter_wanted = Signal(str, bool)
    """A term to filter by, and whether to leave out what it finds."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        load_body: LoadBody | None = None,
        settings: Settings | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._event: StoredEvent | None = None
        self.make_menu: MakeMenu | None = None
        """Makes the menus of findings; without it they have none."""
        self._scrolled: int | None = None
        self._lit: int | None = None
        self._reveals_keys = False
        self.header = Header(theme)
        self.payload = PayloadPanel(theme, Pins(settings))
        self.tree = TreePage(theme)
        self.table = TablePage(theme)
        self.raw = RawPanel(theme, load_body=load_body)
        self.request = RequestPanel(theme)
        self.findings = FindingsPanel(theme)
        self.session = SessionPanel(theme)
        self.inspectors = (
            event_panel(theme),
            properties_panel(theme),
            context_panel(theme),
            self.session,
        )
        self._empty = EmptyDetail(theme)
        give_room(self, (320, 200))
        self.splitter = SharedRoom("payload-and-findings", _SHARES, settings)
        self._waiting = label("Laying the payload out…", tone="muted")
        self._assemble()
        self._preparing = Preparing(self)
        self._preparing.prepared.connect(self._show_prepared)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(lambda: self._stack.setCurrentWidget(self._waiting))
        self._connect()

    def show_event(self, event: StoredEvent | None) -> None:
        """Shows another event; None shows that none is selected."""
        self._event, self._lit, self._scrolled = event, None, None
        self._preparing.forget()
        if event is None:
            self.session.surveyor.look_around(None)
            self._patience.stop()
            self._stack.setCurrentWidget(self._empty)
            return
        self._preparing.ask(event, reveal_keys=self._reveals_keys)
        self._patience.start()

    def show_again(self, event: StoredEvent) -> None:
        """Shows the same event with other findings, at the place that is in sight."""
        if self._event is not None and event.all_findings != self._event.all_findings:
            self._show_at_its_place(event)

    def reveal_keys(self, *, wanted: bool) -> None:
        """Shows write keys whole, or masked again."""
        self._reveals_keys = wanted
        if self._event is not None:
            self._show_at_its_place(self._event)

    def offer(self, action: QAction) -> None:
        """Puts an action into the menus of what shows the bytes and the request."""
        self.payload.actions_offered.append(action)
        for part in (self.raw.text, self.raw.hex, self.request.table):
            part.addAction(action)

    @property
    def lit_finding(self) -> Finding | None:
        """The finding that is lit, or the first of the event; None where it has none."""
        if self._event is None:
            return None
        every = (*self._event.findings, *self._event.silenced)
        return every[self._lit or 0] if every else None

    def open_menu_of_lit(self) -> None:
        """Opens the menu of the lit finding, or of the first one."""
        if self.lit_finding is not None:
            place = self.parts.mapToGlobal(self.parts.rect().topLeft() + QPoint(16, 40))
            self._open_menu(self._lit or 0, place)

    @property
    def number(self) -> int | None:
        """The number of the event that is wanted, whether it is on the screen yet or not."""
        return None if self._event is None else self._event.row.number

    @property
    def shown_number(self) -> int | None:
        """The number of the event that is on the screen; None while none is, or it is still being laid out."""
        shown = self._stack.currentWidget() is self._shown and not self._preparing.is_busy
        return self._event.row.number if self._event is not None and shown else None

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours of all that is shown."""
        self._theme = theme
        parts = (self.header, self.payload, self.raw, self.request, self.findings, self._empty)
        for part in (*parts, self.tree, self.table, *self.inspectors):
            part.set_theme(theme)
        if self._event is not None:
            self._name_tabs(self._event.findings)

    def light(self, finding: int) -> None:
        """Lights a finding in the payload, in the lists and in its inspector."""
        self._lit = finding
        self.pages.setCurrentWidget(self.payload)
        self.payload.text.light_finding(finding)
        self.findings.light(finding)
        for inspector in self.inspectors:
            inspector.light(finding)

    def go_to_payload(self) -> None:
        """Puts the keyboard into the payload."""
        self.pages.setCurrentWidget(self.payload)
        self.payload.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step(self, step: int) -> None:
        """Lights the finding that many places further, and after the last the first."""
        count = len(self._event.findings) if self._event is not None else 0
        if count and self._stack.currentWidget() is self._shown:
            start = (-1 if step > 0 else count) if self._lit is None else self._lit
            self.light((start + step) % count)

    def look_for(self, step: int = 0) -> None:
        """Looks for a text in the payload; with a step, goes to the next match or back."""
        self.pages.setCurrentWidget(self.payload)
        if step:
            self.payload.find_bar.step(step)
        else:
            self.payload.find_bar.open()

    def turn_hex(self) -> None:
        """Shows the bytes in hexadecimal, or as text again."""
        self.pages.setCurrentWidget(self.raw)
        self.raw.hex_button.toggle()

    def show_page(self, number: int) -> None:
        """Shows the payload, the raw bytes or the request, with the focus on the tabs."""
        self.pages.setCurrentIndex(number)
        self.pages.tabBar().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_part(self, number: int) -> None:
        """Shows the findings or one of the inspectors, with the focus on the tabs."""
        self.parts.setCurrentIndex(number)
        self.parts.tabBar().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts payload and findings side by side where the pane is wide and low."""
        super().resizeEvent(event)
        size = event.size()
        self.header.fit(size.width())
        flat = size.width() >= SCALE.pixels(_SIDE_BY_SIDE) and size.height() < _LOW
        wanted = Qt.Orientation.Horizontal if flat else Qt.Orientation.Vertical
        if self.splitter.orientation() is not wanted:
            self.splitter.turn(wanted)

    def _assemble(self) -> None:
        self.pages = Tabs("Payload and request")
        for part, title in (
            (self.payload, "Payload"),
            (self.tree, "Tree"),
            (self.table, "Table"),
            (self.raw, "Raw"),
            (self.request, "Request"),
        ):
            self.pages.addTab(part, title)
        self.parts = Tabs("Findings and inspectors")
        self.parts.addTab(self.findings, "Findings")
        for inspector in self.inspectors:
            self.parts.addTab(inspector, inspector.name)
        self.splitter.addWidget(self.pages)
        self.splitter.addWidget(self.parts)
        self.splitter.turn(Qt.Orientation.Vertical)
        shown = QWidget()
        layout = QVBoxLayout(shown)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.splitter, 1)
        self._shown = shown
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout(self)
        for widget in (self._empty, shown, self._waiting):
            self._stack.addWidget(widget)

    def _connect(self) -> None:
        self.payload.text.filled.connect(self._scroll_back)
        self.payload.text.finding_chosen.connect(self._light_from_line)
        self.payload.text.line_chosen.connect(self._light_line)
        self.findings.chosen.connect(self._choose)
        self.payload.make_menu = self._line_menu
        for page in (self.payload, self.payload.pinned, self.tree, self.table):
            page.filter_wanted.connect(self.filter_wanted)
            page.column_wanted.connect(self.column_wanted)
        for holder in (self.tree, self.table, self.payload.pinned):
            holder.line_chosen.connect(self._go_to_line)
        for part in (self.findings, *self.inspectors):
            part.menu_wanted.connect(self._open_menu)
        for inspector in self.inspectors:
            inspector.finding_chosen.connect(self.light)
            if isinstance(inspector, Inspector):
                inspector.field_chosen.connect(self._light_field)
                inspector.filter_wanted.connect(self.filter_wanted)
                inspector.column_wanted.connect(self.column_wanted)

    def _show_prepared(self, prepared: Prepared) -> None:
        self._patience.stop()
        event = prepared.event
        self.header.show_row(event.row, event.findings)
        pages = (self.payload, self.tree, self.table, self.raw, self.request)
        for part in (*pages, self.findings, *self.inspectors):
            part.show_prepared(prepared)
        self._name_tabs(event.findings)
        self._stack.setCurrentWidget(self._shown)
        self._scroll_back()

    def _scroll_back(self) -> None:
        """Once the payload is there again."""
        shown = self._stack.currentWidget() is self._shown and not self._preparing.is_busy
        if self._scrolled is not None and shown and self.payload.text.is_filled:
            scrolled, self._scrolled = self._scrolled, None
            bar = self.payload.text.verticalScrollBar()
            QTimer.singleShot(0, bar, lambda: bar.setValue(scrolled))  # once it knows its range

    def _show_at_its_place(self, event: StoredEvent) -> None:
        scrolled = self.payload.text.verticalScrollBar().value()
        self.show_event(event)
        self._scrolled = scrolled
        self._scroll_back()

    def _choose(self, finding: int) -> None:
        """A silenced finding marks no line, but has a place all the same."""
        assert self._event is not None  # noqa: S101 - there is a list to choose from
        if finding < len(self._event.findings):
            self.light(finding)
            return
        silenced = self._event.silenced[finding - len(self._event.findings)]
        line = self.payload.text.rows.layout.line_of(silenced.pointer)
        if line is not None:
            self.payload.text.light_line(line)
        self._lit = finding  # what its menu and Why?… are about

    def _open_menu(self, finding: int, place: QPoint) -> None:
        if self._event is not None and self.make_menu is not None:
            every = (*self._event.findings, *self._event.silenced)
            menu = self.make_menu(every[finding], self._event, self)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(place)

    def _line_menu(self, findings: Sequence[int], parent: QWidget) -> list[QMenu]:
        """The menus of the findings that mark a line of the payload."""
        if self._event is None or self.make_menu is None:
            return []
        made: list[QMenu] = []
        for index in findings:
            finding = self._event.findings[index]
            menu = self.make_menu(finding, self._event, parent)
            menu.setTitle(f"{finding.severity.word.capitalize()} {finding.rule}")
            made.append(menu)
        return made

    def _light_from_line(self, finding: int) -> None:
        """A marked line was clicked: its finding is shown, in the list unless an inspector of it is open."""
        current = self.parts.currentWidget()
        owners = [part for part in self.inspectors if finding in dict(part.own_findings())]
        if current is not self.findings and current not in owners:
            self.parts.setCurrentWidget(self.findings)
        self.light(finding)

    def _light_line(self, line: int) -> None:
        self._lit = None
        text = self.payload.text
        text.light_finding(None)
        pointer = text.rows.layout.pointer(line)
        self.findings.light(None)
        for inspector in self.inspectors:
            inspector.light_field(pointer)

    def _light_field(self, row: FieldRow) -> None:
        line = self.payload.text.rows.layout.line_of(row.pointer)
        if line is not None:
            self._go_to_line(line)

    def _go_to_line(self, line: int) -> None:
        self._lit = None
        self.pages.setCurrentWidget(self.payload)
        self.payload.text.light_line(line)
        self.payload.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.findings.light(None)

    def _name_tabs(self, findings: Sequence[Finding]) -> None:
        of: dict[QWidget, tuple[str, Sequence[Finding]]] = {self.findings: ("Findings", findings)}
        for inspector in self.inspectors:
            of[inspector] = inspector.name, [each for _, each in inspector.own_findings()]
        self.parts.name({part: self._title(*named) for part, named in of.items()})

    def _title(self, name: str, findings: Sequence[Finding]) -> Title:
        worst = max((finding.severity for finding in findings), default=None)
        mark = None if worst is None else icon(SEVERITY_ICONS[worst], self._theme.severity(worst))
        return Title(name, len(findings), mark)
