"""The flow of an SOP as a graph: the nodes and arrows of its diagram, before they are placed.

The ids of nodes are a contract with the engine; see `bpmn`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kanim.sop.schema import Call, Finish, Goto, Next, Sop, Step, Target

NodeKind = Literal["start", "task", "gateway", "call", "deadline", "end"]
START = "start"


@dataclass(frozen=True, slots=True)
class Node:
    """One symbol. ``step`` is the step that it belongs to; ends and the start have none."""

    id: str
    kind: NodeKind
    step: str | None = None
    ref: str = ""  # of a call: the called SOP; of an end: its name


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one node to another, for some outcomes; no outcomes means always."""

    source: str
    target: str
    outcomes: tuple[str, ...] = ()
    is_default: bool = False

    @property
    def id(self) -> str:
        """An id that is unique, since two arrows never join the same nodes in one direction."""
        return f"flow_{self.source}_{self.target}"


@dataclass(slots=True)
class Flow:
    """Nodes by id, in sheet order, and the arrows between them."""

    nodes: dict[str, Node] = field(default_factory=dict)
    arrows: list[Arrow] = field(default_factory=list)

    def outgoing(self, node_id: str) -> list[Arrow]:
        """The arrows that leave a node."""
        return [arrow for arrow in self.arrows if arrow.source == node_id]

    def incoming(self, node_id: str) -> list[Arrow]:
        """The arrows that reach a node."""
        return [arrow for arrow in self.arrows if arrow.target == node_id]

    def reachable(self, start: str = START) -> set[str]:
        """Ids of all nodes that can be reached from one."""
        targets: dict[str, list[str]] = {}
        for arrow in self.arrows:
            targets.setdefault(arrow.source, []).append(arrow.target)
        for node in self.nodes.values():
            if node.kind == "deadline" and node.step:
                targets.setdefault(node.step, []).append(node.id)
        return _closure(start, targets)

    def ending(self) -> set[str]:
        """Ids of all nodes from which some end can be reached."""
        sources: dict[str, list[str]] = {}
        for arrow in self.arrows:
            sources.setdefault(arrow.target, []).append(arrow.source)
        ends = [node.id for node in self.nodes.values() if node.kind == "end"]
        return {found for end in ends for found in _closure(end, sources)}


def _closure(start: str, neighbours: dict[str, list[str]]) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        for neighbour in neighbours.get(waiting.pop(), ()):
            if neighbour not in found:
                found.add(neighbour)
                waiting.append(neighbour)
    return found


def direct(sop: Sop, step: Step, target: Next | Goto | Finish) -> Goto | Finish:
    """What a target means after a step, with ``next`` worked out."""
    return sop.following(step.id) if isinstance(target, Next) else target


def flow_of(sop: Sop) -> Flow:
    """The graph of an SOP, which must have passed its checks."""
    return _Builder(sop).build()


def _node_id(target: Goto | Finish) -> str:
    return target.step if isinstance(target, Goto) else f"end_{target.end}"


class _Builder:
    def __init__(self, sop: Sop) -> None:
        self.sop = sop
        self.flow = Flow()

    def build(self) -> Flow:
        self._add(Node(START, "start"))
        first = next(step for step in self.sop.steps if not step.aside)
        self._join(START, Goto(first.id))
        for step in self.sop.steps:
            self._add_step(step)
        for end in self.sop.ends:
            if self.flow.incoming(f"end_{end.name}"):
                self._add(Node(f"end_{end.name}", "end", ref=end.name))
        return self.flow

    def _add(self, node: Node) -> str:
        self.flow.nodes[node.id] = node
        return node.id

    def _join(self, source: str, target: Goto | Finish) -> None:
        self.flow.arrows.append(Arrow(source, _node_id(target)))

    def _add_step(self, step: Step) -> None:
        self._add(Node(step.id, "task", step.id))
        if step.deadline is not None:
            timer = self._add(Node(f"deadline_{step.id}", "deadline", step.id))
            self._join(timer, step.deadline.otherwise)
        routes = step.routes or (("", Next()),)
        # A call is told apart by its outcome: two calls of one SOP are two nodes.
        targets = [(outcome, self._route(step, outcome, target)) for outcome, target in routes]
        usual = next((name for name, target in routes if isinstance(target, Next)), routes[0][0])
        self._branch(step.id, f"after_{step.id}", step, targets, usual)
        for outcome, target in routes:
            if isinstance(target, Call):
                self._add_call(step, outcome, target)

    def _route(self, step: Step, outcome: str, target: Target) -> str:
        if isinstance(target, Call):
            return f"call_{step.id}_{outcome}"
        return _node_id(direct(self.sop, step, target))

    def _add_call(self, step: Step, outcome: str, call: Call) -> None:
        node = self._add(Node(f"call_{step.id}_{outcome}", "call", step.id, ref=call.sop))
        then = [(end, _node_id(direct(self.sop, step, target))) for end, target in call.then]
        usual = next((name for name, where in call.then if isinstance(where, Next)), then[0][0])
        self._branch(node, f"after_{node}", step, then, usual)

    def _branch(
        self, source: str, gateway: str, step: Step, targets: list[tuple[str, str]], usual: str
    ) -> None:
        """An arrow to the only target, or a gateway with an arrow to each."""
        by_target: dict[str, list[str]] = {}
        for outcome, target in targets:
            by_target.setdefault(target, []).append(outcome)
        if len(by_target) == 1:
            self.flow.arrows.append(Arrow(source, next(iter(by_target))))
            return
        self._add(Node(gateway, "gateway", step.id))
        self.flow.arrows.append(Arrow(source, gateway))
        for target, outcomes in by_target.items():
            arrow = Arrow(gateway, target, tuple(outcomes), is_default=usual in outcomes)
            self.flow.arrows.append(arrow)


def condition(outcomes: tuple[str, ...]) -> str:
    """``outcome == "x"``, or one of several."""
    return " or ".join(f'outcome == "{outcome}"' for outcome in outcomes)
