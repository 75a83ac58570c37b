"""Write a layout as the diagram part (BPMN DI) of a BPMN file."""

from __future__ import annotations

from lxml import etree

from kanim.sop.layout import Box, Layout
from kanim.sop.xmlnames import add


def draw(root: etree._Element, layout: Layout, process: str) -> None:
    """Add the drawing of a process, whose lanes are columns."""
    diagram = add(root, "bpmndi:BPMNDiagram", id=f"diagram_{process}")
    collaboration = f"collaboration_{process}"
    plane = add(diagram, "bpmndi:BPMNPlane", id=f"plane_{process}", bpmnElement=collaboration)
    _add_lane(plane, f"participant_{process}", layout.pool)
    for code, box in layout.lanes.items():
        _add_lane(plane, f"lane_{code}", box)
    for node_id, box in layout.shapes.items():
        shape = _add_shape(plane, node_id, box)
        _add_label(shape, layout.labels.get(node_id))
    for arrow_id, points in layout.edges.items():
        edge = add(plane, "bpmndi:BPMNEdge", id=f"{arrow_id}_di", bpmnElement=arrow_id)
        for x, y in points:
            add(edge, "di:waypoint", x=_number(x), y=_number(y))
        _add_label(edge, layout.labels.get(arrow_id))


def _add_lane(plane: etree._Element, element: str, box: Box) -> None:
    _add_shape(plane, element, box).set("isHorizontal", "false")


def _add_shape(plane: etree._Element, element: str, box: Box) -> etree._Element:
    shape = add(plane, "bpmndi:BPMNShape", id=f"{element}_di", bpmnElement=element)
    _add_bounds(shape, box)
    return shape


def _add_label(parent: etree._Element, box: Box | None) -> None:
    if box is not None:
        _add_bounds(add(parent, "bpmndi:BPMNLabel"), box)


def _add_bounds(parent: etree._Element, box: Box) -> None:
    numbers = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    add(parent, "dc:Bounds", **{key: _number(value) for key, value in numbers.items()})


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
