"""The rows that the payload view shows: lines that are not folded away, and ghosts between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from debugger.payload.layout import DEEPEST_INDENT, INDENT, Layout
from debugger.payload.marks import Ghost, Marks
from debugger.payload.text import visible
from debugger.window.models.pieces import Kind, Piece, cut, masked_and_readable
from debugger.wire.masking import KeyMask


class Change(NamedTuple):
    """Rows that came or went below a row."""

    row: int
    """The row of the bracket."""
    size: int


class PayloadRows:
    """Rows by their number from 0, each a line of the layout or a ghost; folding takes rows away.

    An entry is a line's index, or `~index` for a ghost.
    """

    def __init__(self, layout: Layout, marks: Marks, mask: KeyMask | None = None) -> None:
        """With a mask, the write keys in it are shown and copied masked."""
        self._mask = mask
        self.layout = layout
        self.marks = marks
        self._entries: list[int] = list(range(len(layout.lines)))
        for index in reversed(range(len(marks.ghosts))):
            self._entries.insert(marks.ghosts[index].after + 1, ~index)
        self._before_ghosts = [ghost.after for ghost in marks.ghosts]
        self._visible: list[int] = list(range(len(self._entries)))
        self._folded: set[int] = set()

    def __len__(self) -> int:
        return len(self._visible)

    def line(self, row: int) -> int | None:
        """The index of the layout's line on a row; None for a ghost."""
        entry = self._entries[self._visible[row]]
        return entry if entry >= 0 else None

    def ghost(self, row: int) -> Ghost | None:
        """The ghost on a row, if it is one."""
        entry = self._entries[self._visible[row]]
        return self.marks.ghosts[~entry] if entry < 0 else None

    def findings(self, row: int) -> tuple[int, ...]:
        """The findings that mark a row; a folded one answers for all that it hides."""
        entry = self._entries[self._visible[row]]
        if entry < 0:
            return self.marks.ghosts[~entry].findings
        if entry not in self._folded:
            return self.marks.by_line.get(entry, ())
        last = self.layout.folds[entry].last
        inside = [
            at for line, here in self.marks.by_line.items() if entry <= line <= last for at in here
        ]
        ghosts = [
            at
            for ghost in self.marks.ghosts
            if entry <= ghost.after < last
            for at in ghost.findings
        ]
        return tuple(sorted(inside + ghosts))

    def row_of_line(self, line: int) -> int | None:
        """The row of a line; None while it is folded away."""
        return self._row_at(self._place_of_line(line))

    def row_of_finding(self, finding: int) -> int | None:
        """The row that a finding marks; None while it is folded away."""
        return self._row_at(self._place_of_finding(finding))

    def is_foldable(self, row: int) -> bool:
        """Whether an object or array with members begins on a row."""
        return self.line(row) in self.layout.folds

    def is_folded(self, row: int) -> bool:
        """Whether the row's object or array is folded."""
        return self.line(row) in self._folded

    def fold(self, row: int) -> Change:
        """Takes away the rows behind the bracket on `row`, with its closing one."""
        line = self.line(row)
        if line is None or line not in self.layout.folds or line in self._folded:
            return Change(row, 0)
        self._folded.add(line)
        end = bisect_left(self._visible, self._place_of_line(self.layout.folds[line].last) + 1)
        count = end - row - 1
        del self._visible[row + 1 : end]
        return Change(row, count)

    def unfold(self, row: int) -> Change:
        """Brings back what `fold` took away; what was folded inside stays folded."""
        line = self.line(row)
        if line is None or line not in self._folded:
            return Change(row, 0)
        self._folded.discard(line)
        place = self._place_of_line(line)
        end = self._place_of_line(self.layout.folds[line].last)
        back = list(self._not_hidden(place + 1, end + 1))
        self._visible[row + 1 : row + 1] = back
        return Change(row, len(back))

    def fold_to(self, depth: int) -> None:
        """Folds every object and array that is so deep or deeper; the outermost has depth 0."""
        depths = self.layout.lines.depths
        self._folded = {line for line in self.layout.folds if depths[line] >= depth}
        outermost = sorted(line for line in self._folded if depths[line] == depth)
        lasts = [self.layout.folds[line].last for line in outermost]
        self._visible, place = [], 0
        for first, last in zip(self._places(outermost), self._places(lasts), strict=True):
            self._visible += range(place, first + 1)
            place = last + 1
        self._visible += range(place, len(self._entries))

    def unfold_all(self) -> None:
        """Shows every line."""
        self._folded.clear()
        self._visible = list(range(len(self._entries)))

    def folded_around_finding(self, finding: int) -> list[int]:
        """The folded lines that hide a finding's place, the outermost first."""
        line = self.marks.line_of(finding)
        if line is not None:
            return self.folded_around(line)
        ghost = self.marks.ghosts[~self._entries[self._place_of_finding(finding)]]
        return sorted(
            opened
            for opened in self._folded
            if opened <= ghost.after < self.layout.folds[opened].last
        )

    def folded_around(self, line: int) -> list[int]:
        """The folded lines that hide a line, the outermost first."""
        return sorted(
            opened for opened in self._folded if opened < line <= self.layout.folds[opened].last
        )

    def text(self, row: int) -> str:
        """What a row shows."""
        return "".join(piece.shown for piece in self.pieces(row))

    def texts(self, first: int, last: int) -> str:
        """What rows show from `first` to before `last`, one a line."""
        return "\n".join(self.text(row) for row in range(first, last))

    def pieces(self, row: int) -> list[Piece]:
        """The parts of a row, each with what it copies as."""
        entry = self._entries[self._visible[row]]
        if entry < 0:
            ghost = self.marks.ghosts[~entry]
            shown = INDENT * min(ghost.depth, DEEPEST_INDENT) + visible(ghost.text)
            return [Piece(shown, "", Kind.GHOST)]
        made = self.line_pieces(entry)
        if entry in self._folded:
            made.append(Piece(self._fold_note(entry), "", Kind.NOTE))
        return made

    def line_pieces(self, index: int) -> list[Piece]:
        """The parts of a line of the layout, folded away or not."""
        line = self.layout.lines[index]
        if line.elision is None:
            return masked_and_readable(line.text, self._mask)
        hidden = line.source.start + line.elision.start - line.value.start
        quote = line.text[line.elision.end : line.value.end]
        whole = self.layout.source[hidden : line.source.end - len(quote)]
        return [
            *masked_and_readable(line.text[: line.elision.start], self._mask),
            Piece(
                line.text[slice(*line.elision)],
                self._mask.masked(whole) if self._mask else whole,
                Kind.NOTE,
            ),
            *masked_and_readable(line.text[line.elision.end :], self._mask),
        ]

    def shown_column(self, row: int, column: int) -> int:
        """The column on a row where the layout's column of its line is shown."""
        shown = exact = 0
        for piece in self.pieces(row):
            taken = len(piece.shown) if piece.kind in {Kind.TEXT, Kind.NOTE} else len(piece.exact)
            if column <= exact + taken:
                return shown + (
                    column - exact
                    if piece.kind not in {Kind.ESCAPE, Kind.MASKED} or column == exact
                    else len(piece.shown)
                )
            shown, exact = shown + len(piece.shown), exact + taken
        return shown

    def copied(self, first: tuple[int, int], last: tuple[int, int]) -> str:
        """The text between two places (row, column), as it came: without ghosts, and with all that is cut short."""
        taken: list[str] = []
        for row in range(first[0], last[0] + 1):
            if self.ghost(row) is not None:
                continue
            start = first[1] if row == first[0] else 0
            end = last[1] if row == last[0] else None
            taken.append(cut(self._whole_pieces(row), start, end))
        return "\n".join(taken)

    def _fold_note(self, index: int) -> str:
        fold = self.layout.folds[index]
        items = "item" if fold.items == 1 else "items"
        return f" … {fold.items:,} {items} {self.layout.lines[fold.last].text.strip()}"

    def _whole_pieces(self, row: int) -> list[Piece]:
        """The pieces of a row, with all that is folded behind it as the last one's exact text."""
        made = self.pieces(row)
        index = self.line(row)
        if index is None or index not in self._folded:
            return made
        inside = range(index + 1, self.layout.folds[index].last + 1)
        lines = ("".join(piece.copies for piece in self.line_pieces(at)) for at in inside)
        return [*made[:-1], made[-1]._replace(exact="\n" + "\n".join(lines))]

    def _not_hidden(self, place: int, end: int) -> Iterator[int]:
        while place < end:
            yield place
            entry = self._entries[place]
            if entry in self._folded:
                place = self._place_of_line(self.layout.folds[entry].last)
            place += 1

    def _places(self, lines: list[int]) -> list[int]:
        return list(map(self._place_of_line, lines)) if self._before_ghosts else lines

    def _place_of_line(self, line: int) -> int:
        return line + bisect_left(self._before_ghosts, line) if self._before_ghosts else line

    def _place_of_finding(self, finding: int) -> int:
        ghost = self.marks.ghost_of(finding)
        if ghost is not None:
            return self._before_ghosts[ghost] + 1 + ghost
        return self._place_of_line(self.marks.line_of(finding) or 0)

    def _row_at(self, place: int) -> int | None:
        row = bisect_left(self._visible, place)
        return row if row < len(self._visible) and self._visible[row] == place else None
