"""The position of a case in its SOP, written small: the cache of the step log.

The same log always gives the same text: identifiers and times of the process engine are left out,
since nothing outside refers to them.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.specs.control import BoundaryEventSplit
from SpiffWorkflow.bpmn.specs.mixins.events.event_types import CatchingEvent
from SpiffWorkflow.bpmn.util.subworkflow import BpmnBaseWorkflow, BpmnSubWorkflow
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

Position = list[dict[str, Any]]
OPEN = TaskState.READY | TaskState.WAITING | TaskState.STARTED


def written(workflow: BpmnWorkflow) -> Position:
    """The workflow and its running called processes as plain lists, outermost first.

    Tasks are ``[spec, state, parent, data, fired]`` with parents before children. Only what still
    decides the future is kept: the root, the open tasks, and the splits that watch their timers.
    Finished history is the step log's business; what lies ahead the engine foresees again.
    """
    places: dict[UUID, list[int]] = {}
    found: Position = []
    for part in [workflow, *workflow.subprocesses.values()]:
        caller = part.parent_task_id
        if caller is not None and (part.completed or caller not in places):
            continue
        record = {"tasks": _tasks(part, len(found), places), "done": part.completed}
        record["called_at"] = None if caller is None else places[caller]
        found.append(record)
    return found


def _tasks(part: BpmnBaseWorkflow, number: int, places: dict[UUID, list[int]]) -> list[list[Any]]:
    rows: list[list[Any]] = []
    for task in part.get_tasks(skip_subprocesses=True):
        if task is not part.task_tree and not _decides(task):
            continue
        parent = task.parent if task.parent is not None and task.parent.id in places else None
        above = places[parent.id][1] if parent else (0 if rows else -1)
        places[task.id] = [number, len(rows)]
        fired = bool(task.internal_data.get("event_fired"))
        rows.append([task.task_spec.name, task.state, above, task.data or 0, int(fired)])
    return rows


def _decides(task: Task) -> bool:
    if task.has_state(OPEN):
        return True
    return isinstance(task.task_spec, BoundaryEventSplit) and any(
        child.has_state(OPEN) for child in task.children
    )


def restore(workflow: BpmnWorkflow, position: Position) -> BpmnWorkflow:
    """Put a blank workflow (made with ``deserializing=True``) into a written position."""
    tasks: list[list[Task]] = []
    for record in position:
        part = workflow if record["called_at"] is None else _called(workflow, record, tasks)
        made = [_task(part, row) for row in record["tasks"]]
        for row, task in zip(record["tasks"], made, strict=True):
            _connect(task, made[row[2]] if row[2] >= 0 else None)
        for task in made:
            if task.has_state(OPEN):
                task.task_spec._predict(task, mask=TaskState.NOT_FINISHED_MASK)  # noqa: SLF001  as the library does for a new workflow
        part.task_tree = made[0]
        part.completed = record["done"]
        part.last_task = made[-1]
        tasks.append(made)
    return workflow


def _called(
    workflow: BpmnWorkflow, record: dict[str, Any], tasks: list[list[Task]]
) -> BpmnSubWorkflow:
    number, place = record["called_at"]
    caller = tasks[number][place]
    spec = workflow.subprocess_specs[caller.task_spec.spec]
    part = BpmnSubWorkflow(spec, caller.id, workflow, deserializing=True)
    part.completed_event.connect(caller.task_spec._on_subworkflow_completed, caller)  # noqa: SLF001  the library's own deserializer connects it so
    workflow.subprocesses[caller.id] = part
    return part


def _task(part: BpmnBaseWorkflow, row: list[Any]) -> Task:
    name, state, _parent, own, fired = row
    task = Task(part, part.spec.task_specs[name], state=state)
    task.data = dict(own) if own else {}
    task.internal_data = {"event_fired": True} if fired else {}
    if isinstance(task.task_spec, CatchingEvent) and state == TaskState.WAITING:
        part.top_workflow.event_manager.add_task(task)
    return task


def _connect(task: Task, parent: Task | None) -> None:
    if parent is not None:
        task.parent = parent
        parent._children.append(task.id)  # noqa: SLF001  the library has no public way to attach a task
