"""The official sheet of an SOP: its step table, for a page or for paper.

The sheet draws one symbol per row in the column of who does it, joined from row to row; a row
that branches is a diamond, and what another column does because of it stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kanim.sop.catalog import Catalog
from kanim.sop.flow import Arrow, Flow, Node, flow_of
from kanim.sop.naming import Naming, lanes_of_nodes
from kanim.sop.schema import Row, Sop

Symbol = Literal["terminator", "process", "decision"]


@dataclass(frozen=True, slots=True)
class Branch:
    """What another column does because of a decision; ``rejoins`` if the row can then go on."""

    column: int
    outcome: str
    title: str
    called: str | None
    rejoins: bool


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of the step table. ``enters_from`` is the column of the symbol above it."""

    label: str
    title: str
    column: int
    symbol: Symbol
    enters_from: int | None
    leaves: bool
    usual: str
    branches: tuple[Branch, ...]
    back_to: tuple[str, ...]
    needs: tuple[str, ...]
    standard: str
    gives: tuple[str, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class SheetTable:
    """The step table: names of the executor columns, and the rows."""

    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]


def sheet_table(sop: Sop, catalog: Catalog, language: str = "id") -> SheetTable:
    """The step table of an SOP in one language."""
    return _Tabulator(sop, catalog, language).table()


class _Tabulator:
    def __init__(self, sop: Sop, catalog: Catalog, language: str) -> None:
        self.sop, self.naming = sop, Naming(sop, catalog, language)
        self.flow: Flow = flow_of(sop)
        self.lanes = lanes_of_nodes(sop, self.flow, catalog)
        self.codes = tuple(dict.fromkeys((*sop.lanes, *(row.lane for row in sop.rows))))

    def table(self) -> SheetTable:
        return SheetTable(
            columns=tuple(self.naming.lane(code) for code in self.codes),
            rows=tuple(self._row(index, row) for index, row in enumerate(self.sop.rows)),
        )

    def _row(self, index: int, row: Row) -> SheetRow:
        say, rows = self.naming.say, self.sop.rows
        branching = self._branching(row)
        usual = [arrow for arrow in branching if arrow.is_default]
        branches = tuple(self._branches(row, branching))
        back_to = tuple(self._back_to(index, branching))
        decides = bool(branches or back_to)
        return SheetRow(
            label=row.label,
            title=say(row.title),
            column=self.codes.index(row.lane),
            symbol=self._symbol(index, decides=decides),
            enters_from=self.codes.index(rows[index - 1].lane) if index else None,
            leaves=index < len(rows) - 1,
            usual=self.naming.arrow(usual[0]) if decides and usual else "",
            branches=branches,
            back_to=back_to,
            needs=tuple(map(say, row.needs)),
            standard=self.naming.standard(row),
            gives=tuple(map(say, row.gives)),
            remark=say(row.remark) if row.remark else "",
        )

    def _branching(self, row: Row) -> list[Arrow]:
        """The arrows of the decisions that steps of a row, other than asides, lead to."""
        gateways = [f"after_{step.id}" for step in row.steps if not step.aside]
        return [arrow for arrow in self.flow.arrows if arrow.source in gateways]

    def _symbol(self, index: int, *, decides: bool) -> Symbol:
        # A decision that stays inside its row and column does not show on the sheet.
        if decides:
            return "decision"
        return "terminator" if index in (0, len(self.sop.rows) - 1) else "process"

    def _branches(self, row: Row, branching: list[Arrow]) -> Iterator[Branch]:
        """One box for each other column of the sheet that a decision leads to within its row."""
        drawn = {row.lane}
        for arrow in branching:
            node = self.flow.nodes[arrow.target]
            lane = self.lanes[node.id]
            if lane in drawn or lane not in self.codes or not self._stands_beside(node, row):
                continue
            drawn.add(lane)
            yield self._branch(arrow, node, lane)

    def _stands_beside(self, node: Node, row: Row) -> bool:
        if node.kind == "call":
            return True
        if node.kind != "task" or node.step is None:
            return False
        return self.sop.step(node.step).aside and self.sop.row_of(node.step) is row

    def _branch(self, arrow: Arrow, node: Node, lane: str) -> Branch:
        called = node.ref or None
        title = self.naming.catalog.title(called) if called else None
        step = self.sop.step(node.step or "")
        return Branch(
            column=self.codes.index(lane),
            outcome=self.naming.arrow(arrow),
            title=self.naming.say(title or step.title or self.sop.row_of(step.id).title),
            called=called,
            rejoins=self._rejoins(node),
        )

    def _rejoins(self, node: Node) -> bool:
        gateway = f"after_{node.id}"
        after = self.flow.outgoing(gateway if gateway in self.flow.nodes else node.id)
        return any(self.flow.nodes[arrow.target].kind != "end" for arrow in after)

    def _back_to(self, index: int, branching: list[Arrow]) -> Iterator[str]:
        """Labels of earlier rows to which a decision sends the work back."""
        earlier = {step.id: row.label for row in self.sop.rows[:index] for step in row.steps}
        labels = (earlier.get(arrow.target) for arrow in branching)
        yield from dict.fromkeys(label for label in labels if label is not None)
