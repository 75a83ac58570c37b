"""Where each symbol of a diagram stands: a grid of executor columns across and lines down.

A lane may need several columns: its main one, and more beside it for asides and ends. Steps of a
row go down one line each; what belongs to a row stays within the lines of the row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kanim.sop.flow import START, Flow, Node
from kanim.sop.naming import leading_to
from kanim.sop.schema import Row, Sop, Step

BESIDE = 4
"""How many columns a lane may have for what stands beside its main column."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A place on the finished grid."""

    column: int
    line: int


@dataclass(frozen=True, slots=True)
class Grid:
    """All symbols but the timers, which sit on their tasks, and the lane of each column."""

    cells: dict[str, Cell]
    columns: tuple[str, ...]
    lines: int
    aligned: frozenset[str] = frozenset()  # ends that stand beside what leads to them

    def free(self, column: int, lines: Iterable[int]) -> bool:
        """Whether nothing stands on these lines of a column."""
        taken = {cell.line for cell in self.cells.values() if cell.column == column}
        return taken.isdisjoint(lines)


def place(sop: Sop, flow: Flow, lanes: dict[str, str]) -> Grid:
    """Put every symbol of a flow on the grid."""
    return _Placer(sop, flow, lanes).place()


@dataclass(frozen=True, slots=True)
class _Spot:
    lane: str
    sub: int
    line: int


@dataclass
class _Placer:
    sop: Sop
    flow: Flow
    lanes: dict[str, str]
    spots: dict[str, _Spot] = field(default_factory=dict)
    taken: set[_Spot] = field(default_factory=set)
    line: int = 0
    aligned: set[str] = field(default_factory=set)

    def place(self) -> Grid:
        self._put(START, _Spot(self.lanes[START], 0, 0))
        self.line = 1
        for row in self.sop.rows:
            self._place_row(row)
        for node in self.flow.nodes.values():
            if node.kind == "end":
                self._place_end(node)
        return self._grid()

    def _put(self, node_id: str, spot: _Spot) -> None:
        self.spots[node_id] = spot
        self.taken.add(spot)

    def _place_row(self, row: Row) -> None:
        top = self.line
        for step in row.steps:
            if not step.aside:
                self.line = self._put_stack(step.id, _Spot(step.lane, 0, self.line))
        for step in row.steps:
            if not step.aside:
                self._place_calls(step, row)
        for step in row.steps:
            if step.aside:
                self._place_aside(step, row, top)
                self._place_calls(step, row)
        self.line = max(spot.line for spot in self.spots.values()) + 1

    def _put_stack(self, node_id: str, spot: _Spot) -> int:
        """Put a node and the gateway behind it under each other; the line below them."""
        self._put(node_id, spot)
        gateway = f"after_{node_id}"
        if gateway not in self.flow.nodes:
            return spot.line + 1
        self._put(gateway, _Spot(spot.lane, spot.sub, spot.line + 1))
        return spot.line + 2

    def _place_calls(self, step: Step, row: Row) -> None:
        for node in self.flow.nodes.values():
            if node.kind == "call" and node.step == step.id:
                spot = self.spots.get(f"after_{step.id}", self.spots[step.id])
                self._put_beside(node.id, row, spot.line)

    def _place_aside(self, step: Step, row: Row, top: int) -> None:
        lines = [
            self.spots[source].line
            for source in self._sources(step.id)
            if source in self.spots and self.spots[source].line >= top
        ]
        self._put_beside(step.id, row, min(lines, default=top))

    def _sources(self, node_id: str) -> list[str]:
        """What leads to a node; for a timer, the task that it sits on."""
        sources = (self.flow.nodes[arrow.source] for arrow in self.flow.incoming(node_id))
        return [node.step if node.kind == "deadline" and node.step else node.id for node in sources]

    def _put_beside(self, node_id: str, row: Row, line: int) -> None:
        lane = self.lanes[node_id]
        height = 2 if f"after_{node_id}" in self.flow.nodes else 1
        # The row's own column belongs to its steps; in another lane the main column may be free.
        subs = range(1, BESIDE) if lane == row.lane else range(BESIDE)
        while True:
            for sub in subs:
                wanted = {_Spot(lane, sub, line + down) for down in range(height)}
                if self.taken.isdisjoint(wanted):
                    self._put_stack(node_id, _Spot(lane, sub, line))
                    return
            line += 1

    def _place_end(self, node: Node) -> None:
        source = self.flow.nodes[leading_to(self.flow, node)]
        timed = source.kind == "deadline"
        origin = self.spots[source.step if timed and source.step else source.id]
        below = _Spot(origin.lane, origin.sub, origin.line + 1)
        if below not in self.taken and not timed:
            self._put(node.id, below)
            return
        line = origin.line
        while (spot := _Spot(origin.lane, origin.sub + 1, line)) in self.taken:
            line += 1
        self._put(node.id, spot)
        self.aligned.add(node.id)

    def _grid(self) -> Grid:
        widths = dict.fromkeys(self.sop.columns, 1)
        for spot in self.spots.values():
            widths[spot.lane] = max(widths[spot.lane], spot.sub + 1)
        first: dict[str, int] = {}
        columns: list[str] = []
        for lane in self.sop.columns:
            first[lane] = len(columns)
            columns.extend([lane] * widths[lane])
        cells = {
            node_id: Cell(first[spot.lane] + spot.sub, spot.line)
            for node_id, spot in self.spots.items()
        }
        lines = max(cell.line for cell in cells.values()) + 1
        return Grid(cells, tuple(columns), lines, frozenset(self.aligned))
