"""Moving a case through its SOP. The only module that knows SpiffWorkflow (with `position`).

A move is: restore the position, finish a step (or let its deadline pass), let the engine run
through gateways and calls, and say which steps opened or how the case ended. Nothing here reads a
clock or a database, so folding the same log always gives the same position.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from lxml import etree
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.parser.TaskParser import TaskParser
from SpiffWorkflow.bpmn.parser.util import full_tag
from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.bpmn.specs.defaults import EndEvent, UserTask
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from kanim.cases.position import Position, restore, written
from kanim.sop import catalog as sop_catalog
from kanim.sop.bpmn import process_id, to_xml
from kanim.sop.catalog import Catalog
from kanim.sop.schema import Sop

NEVER = "9999-12-31T00:00:00+00:00"
Pins = Mapping[str, str]
Key = tuple[tuple[str, str], ...]


class UnknownPosition(LookupError):
    """The position has no such open step: log and position disagree."""


@dataclass(frozen=True, slots=True)
class Place:
    """A step inside the calls that lead to it: ``via`` is a path of call elements, or empty."""

    via: str
    sop: str
    step: str


@dataclass(frozen=True, slots=True)
class Move:
    """Where a case stands after a move: at one open step, or at the end that it reached."""

    position: Position
    opened: Place | None
    end: str | None


def pins_of(short: str, on: date, catalog: Catalog | None = None) -> dict[str, str]:
    """The versions in force on a day of an SOP and of every SOP that it calls."""
    return dict(_in_force(short, on, _directory(catalog)))


def pinned(short: str, pins: Pins, catalog: Catalog | None = None) -> Sop:
    """The version of an SOP that a case has pinned."""
    return _version(short, pins[short], _directory(catalog))


def begin(short: str, pins: Pins, catalog: Catalog | None = None) -> Move:
    """Start an SOP."""
    return _begun(short, _key(pins), _directory(catalog)).move()


def complete(
    short: str,
    pins: Pins,
    position: Position,
    place: Place,
    outcome: str,
    catalog: Catalog | None = None,
) -> Move:
    """Finish the open step at ``place`` with an outcome; UnknownPosition if it is not open."""
    text = json.dumps(position)
    return _completed(short, _key(pins), text, place, outcome, _directory(catalog)).move()


def expire(
    short: str, pins: Pins, position: Position, place: Place, catalog: Catalog | None = None
) -> Move:
    """Let the deadline of the open step at ``place`` pass."""
    workflow = _restored(short, _key(pins), position, _directory(catalog))
    part = _open_task(workflow, place).workflow
    timer = part.get_next_task(
        state=TaskState.WAITING, spec_name=f"deadline_{place.step}", skip_subprocesses=True
    )
    if timer is None:
        raise UnknownPosition(f"step {place.step} has no deadline")
    timer.internal_data["event_fired"] = True
    timer.task_spec._update(timer)  # noqa: SLF001  the library offers no event for a timer that we keep
    return _run(workflow)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A move as it is remembered: the position as text, so that nobody can change what is kept."""

    text: str
    opened: Place | None
    end: str | None

    def move(self) -> Move:
        return Move(json.loads(self.text), self.opened, self.end)


def _kept(move: Move) -> _Kept:
    return _Kept(json.dumps(move.position), move.opened, move.end)


# A move depends on nothing but its arguments, and thousands of cases stand at the same few
# positions: each move is worked out once a process.


@lru_cache(maxsize=512)
def _begun(short: str, key: Key, directory: Path) -> _Kept:
    spec, called = _specification(short, key, directory)
    return _kept(_run(BpmnWorkflow(spec, called, script_engine=_Routing())))


@lru_cache(maxsize=8192)
def _completed(
    short: str, key: Key, position: str, place: Place, outcome: str, directory: Path
) -> _Kept:
    workflow = _restored(short, key, json.loads(position), directory)
    task = _open_task(workflow, place)
    task.data = {"outcome": outcome}
    task.run()
    return _kept(_run(workflow))


class _Routing:
    """Answers the two expressions that compiled SOPs contain, without evaluating code.

    Conditions are ``outcome == "…"``, joined by ``or``; timers are ``due("…")`` and never fire by
    themselves, for the office's own calendar decides when a deadline has passed.
    """

    def evaluate(self, task: Task, expression: str, external_context: object = None) -> object:
        if expression.startswith("due("):
            return NEVER
        outcome = task.data.get("outcome")
        return any(part == f'outcome == "{outcome}"' for part in expression.split(" or "))


class _SopParser(BpmnParser):
    # A step of the machine waits for its callback or job, just as a person's step waits.
    OVERRIDE_PARSER_CLASSES = {
        full_tag(name): (TaskParser, UserTask) for name in ("serviceTask", "receiveTask")
    }


@lru_cache(maxsize=512)
def _specification(
    short: str, key: Key, directory: Path
) -> tuple[BpmnProcessSpec, dict[str, BpmnProcessSpec]]:
    catalog, parser = sop_catalog.load(directory), _SopParser()
    for name, version in key:
        sop = catalog.version(name, date.fromisoformat(version))
        parser.add_bpmn_xml(etree.fromstring(to_xml(sop, catalog)), filename=sop.short)
    spec = parser.get_spec(process_id(short))
    return spec, parser.get_subprocess_specs(process_id(short))


@lru_cache(maxsize=512)
def _in_force(short: str, on: date, directory: Path) -> Key:
    catalog = sop_catalog.load(directory)
    pins: dict[str, str] = {}
    waiting = [short]
    while waiting:
        name = waiting.pop()
        if name not in pins:
            sop = catalog.current(name, on)
            pins[name] = sop.version.isoformat()
            waiting.extend(sop.called)
    return _key(pins)


@lru_cache(maxsize=2048)
def _version(short: str, version: str, directory: Path) -> Sop:
    # Asked many times for each page: the catalogue itself would look at the file system each time.
    return sop_catalog.load(directory).version(short, date.fromisoformat(version))


def _directory(catalog: Catalog | None) -> Path:
    return catalog.directory if catalog else sop_catalog.DIRECTORY


def _key(pins: Pins) -> Key:
    return tuple(sorted(pins.items()))


def _restored(short: str, key: Key, position: Position, directory: Path) -> BpmnWorkflow:
    spec, called = _specification(short, key, directory)
    blank = BpmnWorkflow(spec, called, script_engine=_Routing(), deserializing=True)
    return restore(blank, position)


def _run(workflow: BpmnWorkflow) -> Move:
    ends: list[str] = []

    def remember_end(task: Task) -> None:
        if isinstance(task.task_spec, EndEvent):
            name = task.task_spec.bpmn_id.removeprefix("end_")
            task.data = {"outcome": name}
            if task.workflow is workflow:
                ends.append(name)

    workflow.do_engine_steps(will_complete_task=remember_end)
    places = [_place(workflow, task) for task in _open_tasks(workflow)]
    return Move(written(workflow), places[0] if places else None, ends[-1] if ends else None)


def _open_tasks(workflow: BpmnWorkflow) -> Iterator[Task]:
    for part in [workflow, *workflow.get_active_subprocesses()]:
        for task in part.get_tasks(state=TaskState.READY, skip_subprocesses=True):
            if task.task_spec.manual:
                yield task


def _open_task(workflow: BpmnWorkflow, place: Place) -> Task:
    for task in _open_tasks(workflow):
        if _place(workflow, task) == place:
            return task
    raise UnknownPosition(f"step {place.via}/{place.step} is not open")


def _place(workflow: BpmnWorkflow, task: Task) -> Place:
    calls: list[str] = []
    part = task.workflow
    while part.parent_task_id is not None:
        caller = workflow.get_task_from_id(part.parent_task_id)
        calls.append(caller.task_spec.bpmn_id)
        part = caller.workflow
    sop = task.workflow.spec.name.removeprefix("sop_")
    return Place("/".join(reversed(calls)), sop, task.task_spec.bpmn_id)
