"""The geometry of a diagram: from the grid and its channels to coordinates."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import pairwise

from kanim.sop.flow import Flow, Node
from kanim.sop.naming import Naming
from kanim.sop.placement import Cell, Grid, place
from kanim.sop.routing import Route, Router, Side, Tracks
from kanim.sop.schema import Sop

SIZES = {"task": (150, 76), "call": (150, 76), "gateway": (40, 40)}
EVENT = 32
COLUMN = 194
HEADER = 30
TRACK = 12
CHANNEL_MARGIN = 16
LETTER, LABEL_LINE = 6, 14
LABEL_WIDTH, TIMER_LABEL_WIDTH = 90, 44
# Off the middle of a task's side, so that arrows in one channel between two tasks keep apart.
TOP_OFFSET = 30
ENTRY_OFFSET: dict[Side, float] = {"left": -14, "right": 26}
EXIT_OFFSET: dict[Side, float] = {"left": 18, "right": -24}

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> Point:
        """The centre."""
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(slots=True)
class Layout:
    """Coordinates of everything that is drawn, by id (lanes by their code)."""

    pool: Box
    lanes: dict[str, Box] = field(default_factory=dict)
    shapes: dict[str, Box] = field(default_factory=dict)
    labels: dict[str, Box] = field(default_factory=dict)
    edges: dict[str, list[Point]] = field(default_factory=dict)


def lay_out(sop: Sop, flow: Flow, lanes: dict[str, str], naming: Naming) -> Layout:
    """Place and route a flow, and work out all coordinates."""
    grid = place(sop, flow, lanes)
    routes = Router(flow, grid).routes()
    return _Geometry(flow, grid, routes, naming).layout()


class _Geometry:
    def __init__(self, flow: Flow, grid: Grid, routes: list[Route], naming: Naming) -> None:
        self.flow, self.grid, self.routes, self.naming = flow, grid, routes, naming
        down, across = self._reserve()
        self.down, self.across = down.numbered(), across.numbered()
        self.columns = self._edges_of(len(grid.columns), [COLUMN] * len(grid.columns), self.down)
        heights = [self._line_height(line) for line in range(grid.lines)]
        self.lines = self._edges_of(grid.lines, heights, self.across, start=2 * HEADER)

    def _reserve(self) -> tuple[Tracks, Tracks]:
        down, across = Tracks(), Tracks()
        for route in self.routes:
            source, target = self._cell(route.arrow.source), self._cell(route.arrow.target)
            if route.dip is not None and route.down is not None:
                across.reserve(route.dip, route.net, 2 * source.column + 1, 2 * route.down)
            if route.down is not None:
                start = 2 * source.line + 1 if route.dip is None else 2 * route.dip
                end = 2 * target.line + 1 if route.across is None else 2 * route.across
                down.reserve(route.down, route.net, start, end)
            if route.across is not None:
                start = 2 * source.column + 1 if route.down is None else 2 * route.down
                across.reserve(route.across, route.net, start, 2 * target.column + 1)
        return down, across

    def _cell(self, node_id: str) -> Cell:
        node = self.flow.nodes[node_id]
        return self.grid.cells[node.step if node.kind == "deadline" and node.step else node_id]

    def _edges_of(
        self, count: int, sizes: list[float], tracks: dict[int, dict[str, int]], start: float = 0
    ) -> list[tuple[float, float]]:
        """Where each column or line begins and ends, with its channel before it."""
        edges = []
        for index in range(count):
            start += _channel_width(tracks.get(index, {}))
            edges.append((start, start + sizes[index]))
            start += sizes[index]
        end = start + _channel_width(tracks.get(count, {}))
        return [*edges, (end, end)]

    def _line_height(self, line: int) -> float:
        nodes = [id_ for id_, cell in self.grid.cells.items() if cell.line == line]
        return max((self._height(self.flow.nodes[node_id]) for node_id in nodes), default=0)

    def _height(self, node: Node) -> float:
        if node.kind == "end" and node.id not in self.grid.aligned:
            label = _label_size(self.naming.node(node))[1]
            return EVENT + 2 * (label + 4)
        return SIZES.get(node.kind, (EVENT, EVENT))[1]

    def layout(self) -> Layout:
        layout = Layout(Box(0, 0, self.columns[-1][1], self.lines[-1][1]))
        self._add_lanes(layout)
        for node in self.flow.nodes.values():
            layout.shapes[node.id] = self._shape(node)
            if node.kind in ("start", "end", "deadline"):
                layout.labels[node.id] = self._event_label(node, layout.shapes[node.id])
        for route in self.routes:
            points = self._points(route, layout)
            layout.edges[route.arrow.id] = points
            if name := self.naming.arrow(route.arrow):
                layout.labels[route.arrow.id] = _arrow_label(name, points[0], route.exit)
        return layout

    def _add_lanes(self, layout: Layout) -> None:
        starts = [
            0 if index == 0 else self.columns[index][0]
            for index, lane in enumerate(self.grid.columns)
            if index == 0 or lane != self.grid.columns[index - 1]
        ]
        names = list(dict.fromkeys(self.grid.columns))
        for lane, (left, right) in zip(names, pairwise([*starts, layout.pool.width]), strict=True):
            layout.lanes[lane] = Box(left, HEADER, right - left, layout.pool.height - HEADER)

    def _shape(self, node: Node) -> Box:
        if node.kind == "deadline":
            assert node.step is not None
            task = self._shape(self.flow.nodes[node.step])
            return _centred(task.x + task.width, task.middle[1], EVENT, EVENT)
        cell = self.grid.cells[node.id]
        left, right = self.columns[cell.column]
        top, bottom = self.lines[cell.line]
        width, height = SIZES.get(node.kind, (EVENT, EVENT))
        x = left + 12 + EVENT / 2 if node.id in self.grid.aligned else (left + right) / 2
        return _centred(x, (top + bottom) / 2, width, height)

    def _event_label(self, node: Node, box: Box) -> Box:
        x, y = box.middle
        if node.kind == "deadline":
            width, height = _label_size(self.naming.node(node), TIMER_LABEL_WIDTH)
            return Box(x + 1, y + EVENT / 2 + 1, width, height)
        width, height = _label_size(self.naming.node(node))
        if node.kind == "end" and node.id not in self.grid.aligned:
            return Box(x - width / 2, y + EVENT / 2 + 4, width, height)
        return Box(x + EVENT / 2 + 5, y - height / 2, width, height)

    def _points(self, route: Route, layout: Layout) -> list[Point]:
        source, target = layout.shapes[route.arrow.source], layout.shapes[route.arrow.target]
        start = self._exit_port(route, source)
        end = self._entry_port(route, target)
        points = [start]
        if route.down is not None:
            x = self._track(self.columns, self.down, route.down, route.net)
            if route.dip is not None:
                points += [(start[0], self._track(self.lines, self.across, route.dip, route.net))]
            points += [(x, points[-1][1])]
            if route.across is None:
                points += [(x, end[1])]
        if route.across is not None:
            y = self._track(self.lines, self.across, route.across, route.net)
            points += [(points[-1][0], y), (end[0], y)]
        return [*points, end]

    def _exit_port(self, route: Route, box: Box) -> Point:
        x, y = _port(box, route.exit)
        source = self.flow.nodes[route.arrow.source]
        if source.kind in ("task", "call") and route.down is not None:
            return x, y + EXIT_OFFSET[route.exit]
        return x, y

    def _entry_port(self, route: Route, box: Box) -> Point:
        """Where a route arrives: off the middle if it came by a channel, which keeps it apart."""
        x, y = _port(box, route.entry)
        if route.down is None:
            return x, y
        if self.flow.nodes[route.arrow.target].kind == "end":
            return _off_middle_of_circle(x, y, route.entry, from_right=route.from_right)
        if route.entry == "top":
            return x + (TOP_OFFSET if route.from_right else -TOP_OFFSET), y
        return x, y + ENTRY_OFFSET[route.entry]

    def _track(
        self,
        edges: list[tuple[float, float]],
        tracks: dict[int, dict[str, int]],
        channel: int,
        net: str,
    ) -> float:
        end = edges[channel][0]
        start = end - _channel_width(tracks[channel])
        return start + CHANNEL_MARGIN + TRACK * tracks[channel][net]


def _channel_width(tracks: dict[str, int]) -> float:
    count = max(tracks.values(), default=-1) + 1
    return 2 * CHANNEL_MARGIN + TRACK * max(count - 1, 0)


def _centred(x: float, y: float, width: float, height: float) -> Box:
    return Box(x - width / 2, y - height / 2, width, height)


def _port(box: Box, side: Side) -> Point:
    x, y = box.middle
    ports: dict[Side, Point] = {
        "top": (x, box.y),
        "bottom": (x, box.y + box.height),
        "left": (box.x, y),
        "right": (box.x + box.width, y),
    }
    return ports[side]


def _off_middle_of_circle(x: float, y: float, side: Side, *, from_right: bool) -> Point:
    radius, off = EVENT / 2, EVENT / 4
    inwards = radius - math.sqrt(radius**2 - off**2)
    if side == "top":
        return x + (off if from_right else -off), y + inwards
    return (x + inwards, y - off) if side == "left" else (x - inwards, y + off)


def _label_size(text: str, limit: float = LABEL_WIDTH) -> tuple[float, float]:
    """About the size at which a viewer sets a label that it wraps at a fixed width."""
    lines = [0.0]
    for word in text.split():
        width = len(word) * LETTER
        if lines[-1] and lines[-1] + LETTER + width > limit:
            lines.append(width)
        else:
            lines[-1] += width + (LETTER if lines[-1] else 0)
    return max(lines) + LETTER, len(lines) * LABEL_LINE


def _arrow_label(text: str, start: Point, side: Side) -> Box:
    width, height = _label_size(text)
    x, y = start
    if side == "bottom":
        return Box(x + 8, y + 3, width, height)
    if side == "right":
        return Box(x + 2, y - height - 6, width, height)
    return Box(x - width - 2, y - height - 6, width, height)
