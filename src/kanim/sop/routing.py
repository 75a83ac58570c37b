"""How the arrows of a diagram run: through channels between the columns and lines of its grid.

Channel ``c`` runs down the left of column ``c``; channel ``l`` runs across above line ``l``.
Channels hold no symbols, so an arrow that keeps to them crosses none. Arrows to the same target
share a track of a channel; others get one each, so that no two arrows lie on each other.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Literal

from kanim.sop.flow import Arrow, Flow
from kanim.sop.placement import Cell, Grid

Side = Literal["top", "bottom", "left", "right"]
SIDES: tuple[Side, Side] = ("right", "left")


@dataclass(frozen=True, slots=True)
class Route:
    """From a side of one symbol to a side of another, by a channel down and a channel across.

    ``dip`` is a channel across that comes first, where an arrow leaves below for want of a side.
    """

    arrow: Arrow
    exit: Side
    entry: Side
    down: int | None = None
    across: int | None = None
    from_right: bool = False  # a run across arrives from the right
    dip: int | None = None

    @property
    def net(self) -> str:
        """Arrows of one net may share a track."""
        return f"{self.arrow.target} {self.exit == 'bottom' and self.dip is None}"


@dataclass
class Router:
    """Chooses a route for each arrow, keeping track of the sides that are in use."""

    flow: Flow
    grid: Grid
    exits: dict[tuple[int, int, Side], str] = field(default_factory=dict)
    claims: dict[tuple[int, int], str] = field(default_factory=dict)

    def routes(self) -> list[Route]:
        """A route for every arrow; the usual way first, since it should be the straightest."""
        arrows = sorted(self.flow.arrows, key=self._rank)
        return [self._route(arrow) for arrow in arrows]

    def _rank(self, arrow: Arrow) -> tuple[int, int]:
        source, target = self._cell(arrow.source), self._cell(arrow.target)
        if self.flow.nodes[arrow.source].kind == "deadline":
            return 0, 0
        usual = arrow.is_default or not arrow.outcomes
        return 1 if usual else 2, abs(source.line - target.line) + abs(
            source.column - target.column
        )

    def _cell(self, node_id: str) -> Cell:
        node = self.flow.nodes[node_id]
        return self.grid.cells[node.step if node.kind == "deadline" and node.step else node_id]

    def _route(self, arrow: Arrow) -> Route:
        timed = self.flow.nodes[arrow.source].kind == "deadline"
        route = None if timed else self._straight_down(arrow) or self._stepped(arrow)
        route = route or self._sideways(arrow, timed=timed)
        if not self._leaves_aside(route):
            cell = self._cell(arrow.source)
            self.exits[cell.column, cell.line, route.exit] = arrow.target
        return route

    def _leaves_aside(self, route: Route) -> bool:
        """A task that is left sideways by a channel is left off the middle, out of the way."""
        kind = self.flow.nodes[route.arrow.source].kind
        return route.down is not None and kind in ("task", "call")

    def _straight_down(self, arrow: Arrow) -> Route | None:
        source, target = self._cell(arrow.source), self._cell(arrow.target)
        if source.column != target.column or source.line >= target.line:
            return None
        if arrow.target in self.grid.aligned:  # stands off the middle of its column
            return None
        if not self.grid.free(source.column, range(source.line + 1, target.line)):
            return None
        if not self._exit_free(source, "bottom", arrow):
            return None
        span = range(2 * source.line + 2, 2 * target.line + 1)
        if not self._claim(arrow, [(source.column, ordinal) for ordinal in span]):
            return None
        return Route(arrow, "bottom", "top")

    def _stepped(self, arrow: Arrow) -> Route | None:
        """Down, across and down again, to a target in another column."""
        source, target = self._cell(arrow.source), self._cell(arrow.target)
        if source.column == target.column or source.line >= target.line:
            return None
        if not self._exit_free(source, "bottom", arrow):
            return None
        for across in (target.line, source.line + 1):
            if not self.grid.free(source.column, range(source.line + 1, across)):
                continue
            if not self.grid.free(target.column, range(across, target.line)):
                continue
            down = [(source.column, o) for o in range(2 * source.line + 2, 2 * across + 1)]
            enter = [(target.column, o) for o in range(2 * across, 2 * target.line + 1)]
            if self._claim(arrow, down + enter):
                from_right = source.column > target.column
                return Route(arrow, "bottom", "top", across=across, from_right=from_right)
        return None

    def _claim(self, arrow: Arrow, places: list[tuple[int, int]]) -> bool:
        """Take the middle of a column for an arrow, unless one to elsewhere has it."""
        if any(self.claims.get(place, arrow.target) != arrow.target for place in places):
            return False
        self.claims.update(dict.fromkeys(places, arrow.target))
        return True

    def _exit_free(self, cell: Cell, side: Side, arrow: Arrow) -> bool:
        if self.exits.get((cell.column, cell.line, side), arrow.target) != arrow.target:
            return False
        # An arrow that leaves a neighbour towards here would lie on one that leaves towards it.
        if side == "right":
            return (cell.column + 1, cell.line, "left") not in self.exits
        return side != "left" or (cell.column - 1, cell.line, "right") not in self.exits

    def _sideways(self, arrow: Arrow, *, timed: bool) -> Route:
        source, target = self._cell(arrow.source), self._cell(arrow.target)
        side = "right" if timed else self._side(arrow, source, target)
        if side is not None and self._level(source, target, side, arrow):
            return Route(arrow, side, "left" if side == "right" else "right")
        dips = side is None and self._claim(arrow, [(source.column, 2 * source.line + 2)])
        side = side or self._facing(source, target)[0]
        down = source.column + 1 if side == "right" else source.column
        exit_: Side = "bottom" if dips else side
        dip = source.line + 1 if dips else None
        if target.column in (down - 1, down):
            entry: Side = "right" if target.column == down - 1 else "left"
            return Route(arrow, exit_, entry, down=down, dip=dip)
        from_right = down > target.column
        across = target.line
        return Route(arrow, exit_, "top", down, across, from_right=from_right, dip=dip)

    def _facing(self, source: Cell, target: Cell) -> tuple[Side, Side]:
        return SIDES if target.column >= source.column else (SIDES[1], SIDES[0])

    def _side(self, arrow: Arrow, source: Cell, target: Cell) -> Side | None:
        """The side that faces the target, or the other; None if other arrows leave at both."""
        facing = self._facing(source, target)
        in_middle = self.flow.nodes[arrow.source].kind == "gateway"
        for side in facing:
            if not in_middle or self._exit_free(source, side, arrow):
                return side
        return None

    def _level(self, source: Cell, target: Cell, side: Side, arrow: Arrow) -> bool:
        """Whether a straight line across reaches the target."""
        if source.line != target.line or source.column == target.column:
            return False
        if (target.column > source.column) != (side == "right"):
            return False
        entry = "left" if side == "right" else "right"
        if (target.column, target.line, entry) in self.exits:
            return False
        low, high = sorted((source.column, target.column))
        between = range(low + 1, high)
        return self._exit_free(source, side, arrow) and all(
            self.grid.free(column, [source.line]) for column in between
        )


@dataclass
class Tracks:
    """The tracks of all channels of one direction."""

    spans: dict[int, dict[str, tuple[int, int]]] = field(default_factory=lambda: defaultdict(dict))

    def reserve(self, channel: int, net: str, start: int, end: int) -> None:
        """Make room in a channel for a run between two ordinals."""
        low, high = min(start, end), max(start, end)
        before = self.spans[channel].get(net, (low, high))
        self.spans[channel][net] = min(before[0], low), max(before[1], high)

    def numbered(self) -> dict[int, dict[str, int]]:
        """For each channel the number of the track of each net; short runs come first."""
        return {channel: _colour(spans) for channel, spans in self.spans.items()}


def _colour(spans: dict[str, tuple[int, int]]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    tracks: list[list[tuple[int, int]]] = []
    for net, span in sorted(spans.items(), key=lambda item: item[1][1] - item[1][0]):
        fitting = (number for number, track in enumerate(tracks) if _fits(span, track))
        number = next(fitting, len(tracks))
        if number == len(tracks):
            tracks.append([])
        tracks[number].append(span)
        numbers[net] = number
    return numbers


def _fits(span: tuple[int, int], track: list[tuple[int, int]]) -> bool:
    return all(span[1] < low or span[0] > high for low, high in track)
