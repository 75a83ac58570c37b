"""What the symbols of a diagram are called, and in whose lane they stand."""

from __future__ import annotations

from dataclasses import dataclass

from kanim.sop.catalog import Catalog, UnknownSop
from kanim.sop.flow import Arrow, Flow, Node
from kanim.sop.schema import Duration, Row, Sop, Step, Text

UNITS = {
    "min": Text("menit", "min"),
    "h": Text("jam", "h"),
    "d": Text("hari", "days"),
    "wd": Text("hari kerja", "working days"),
    "mo": Text("bulan", "months"),
}
START_NAME = Text("Mulai", "Start")
ONE_DAY = Text("1 hari", "1 day")
NEEDS = Text("Kelengkapan", "Needs")
GIVES = Text("Output", "Gives")
STANDARD = Text("Waktu baku", "Standard time")
NOT_BEFORE = Text("Paling cepat", "Not before")
TIME_LIMIT = Text("batas waktu", "time limit")


@dataclass(frozen=True, slots=True)
class Naming:
    """Names in one language, with the words of one catalogue."""

    sop: Sop
    catalog: Catalog
    language: str = "id"

    def say(self, text: Text) -> str:
        """A text in the language of the diagram."""
        return text.in_language(self.language)

    def lane(self, code: str) -> str:
        """The name of a lane; the code itself if nobody named it."""
        named = self.catalog.lanes.get(code)
        return code if named is None else self.say(named)

    def step(self, step: Step) -> str:
        """The step with the number of its row: ``4. Periksa berkas``."""
        row = self.sop.row_of(step.id)
        return f"{row.label}. {self.say(step.title or row.title)}"

    def duration(self, duration: Duration) -> str:
        """``2 jam``."""
        return f"{duration.amount} {self.say(UNITS[duration.unit])}"

    def node(self, node: Node) -> str:
        """What stands in or beside a symbol."""
        match node.kind:
            case "start":
                return self.say(START_NAME)
            case "task" if node.step:
                return self.step(self.sop.step(node.step))
            case "call":
                return self._call(node.ref)
            case "end":
                return self.say(self.sop.end(node.ref).title)
            case "deadline" if node.step:
                return self._deadline(self.sop.step(node.step))
        return ""

    def _call(self, short: str) -> str:
        title = self.catalog.title(short)
        return f"SOP {short if title is None else self.say(title)}"

    def _deadline(self, step: Step) -> str:
        if step.deadline is None or step.deadline.within is None:
            return self.say(TIME_LIMIT)
        return self.duration(step.deadline.within)

    def documentation(self, step: Step) -> list[str]:
        """What the sheet says about the row of a step, line by line."""
        row = self.sop.row_of(step.id)
        lines = [
            f"{self.say(label)}: {'; '.join(map(self.say, texts))}"
            for label, texts in ((NEEDS, row.needs), (GIVES, row.gives))
            if texts
        ]
        if row.standard is not None:
            lines.append(f"{self.say(STANDARD)}: {self.standard(row)}")
        if step.not_before is not None:
            after = self.step(self.sop.step(step.not_before.after))
            wait = self.duration(step.not_before.wait)
            lines.append(f"{self.say(NOT_BEFORE)}: {wait} · {after}")
        return lines

    def standard(self, row: Row) -> str:
        """The standard time of a row: ``5 menit``, ``1 hari``, or nothing where blank."""
        if row.standard is None:
            return ""
        if row.standard == "day":
            return self.say(ONE_DAY)
        return self.duration(row.standard)

    def arrow(self, arrow: Arrow) -> str:
        """The outcomes that an arrow stands for: ``ditolak / tidak pasti``."""
        return " / ".join(self.outcome(outcome) for outcome in arrow.outcomes)

    def outcome(self, code: str) -> str:
        """The short word for an outcome, or what the code itself says."""
        named = self.catalog.outcomes.get(code)
        return code.replace("_", " ") if named is None else self.say(named)


def lanes_of_nodes(sop: Sop, flow: Flow, catalog: Catalog) -> dict[str, str]:
    """The lane in which each symbol stands."""
    lanes: dict[str, str] = {}
    for node in flow.nodes.values():
        if node.kind == "call" or node.id.startswith("after_call_"):
            lanes[node.id] = _call_lane(sop, flow, node, catalog)
        elif node.step is not None:
            lanes[node.id] = sop.step(node.step).lane
    for node in flow.nodes.values():
        if node.kind == "start":
            lanes[node.id] = lanes[flow.outgoing(node.id)[0].target]
        elif node.kind == "end":
            lanes[node.id] = lanes[leading_to(flow, node)]
    return lanes


def leading_to(flow: Flow, end: Node) -> str:
    """The symbol beside which an end stands: a task that always ends so, or the first."""
    sources = [flow.nodes[arrow.source] for arrow in flow.incoming(end.id)]
    tasks = [source for source in sources if source.kind == "task"]
    return (tasks or sources)[0].id


def _call_lane(sop: Sop, flow: Flow, node: Node, catalog: Catalog) -> str:
    """A called SOP stands with those who do it, where this SOP has them; else with the caller."""
    assert node.step is not None
    call = flow.nodes[node.id.removeprefix("after_")]
    try:
        lane = catalog.find(call.ref).steps[0].lane
    except UnknownSop:
        lane = ""
    return lane if lane in sop.columns else sop.step(node.step).lane
