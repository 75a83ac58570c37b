"""Compile an SOP to BPMN 2.0.

Ids are a contract with the engine: process ``sop_<short>``, ``start``, a task has the id of its
step, ``after_<step>`` is the gateway behind it, ``call_<step>_<outcome>`` a call and
``after_call_<step>_<outcome>`` the gateway behind that, ``deadline_<step>`` the timer on a step,
``end_<name>`` an end. Gateways read the variable ``outcome``; timers call ``due("<step>")``.
"""

from __future__ import annotations

from lxml import etree

from kanim.sop.catalog import Catalog
from kanim.sop.diagram import draw
from kanim.sop.flow import Arrow, Flow, Node, condition, flow_of
from kanim.sop.layout import lay_out
from kanim.sop.naming import Naming, lanes_of_nodes
from kanim.sop.schema import SYSTEM_LANE, Sop
from kanim.sop.xmlnames import NAMESPACES, TARGET_NAMESPACE, XSI, add


def to_xml(sop: Sop, catalog: Catalog, language: str = "id") -> bytes:
    """The SOP as a BPMN 2.0 file, executable and drawn."""
    return _Compiler(sop, catalog, language).compile()


def process_id(short: str) -> str:
    """The id of the process that an SOP becomes."""
    return f"sop_{short}"


class _Compiler:
    def __init__(self, sop: Sop, catalog: Catalog, language: str) -> None:
        self.sop = sop
        self.flow: Flow = flow_of(sop)
        self.naming = Naming(sop, catalog, language)
        self.lanes = lanes_of_nodes(sop, self.flow, catalog)
        self.id = process_id(sop.short)

    def compile(self) -> bytes:
        root = etree.Element(f"{{{NAMESPACES['bpmn']}}}definitions", nsmap=NAMESPACES)
        root.set("id", f"definitions_{self.id}")
        root.set("targetNamespace", TARGET_NAMESPACE)
        root.set("exporter", "Kanim")
        self._add_collaboration(root)
        self._add_process(root)
        layout = lay_out(self.sop, self.flow, self.lanes, self.naming)
        draw(root, layout, self.id)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)

    def _add_collaboration(self, root: etree._Element) -> None:
        collaboration = add(root, "bpmn:collaboration", id=f"collaboration_{self.id}")
        title = self.naming.say(self.sop.title)
        name = f"SOP {self.sop.number} · {title}"
        add(
            collaboration,
            "bpmn:participant",
            id=f"participant_{self.id}",
            name=name,
            processRef=self.id,
        )

    def _add_process(self, root: etree._Element) -> None:
        title = self.naming.say(self.sop.title)
        process = add(root, "bpmn:process", id=self.id, name=title, isExecutable="true")
        lane_set = add(process, "bpmn:laneSet", id=f"lanes_{self.id}")
        for code in self.sop.columns:
            name = self.naming.lane(code)
            lane = add(lane_set, "bpmn:lane", id=f"lane_{code}", name=name)
            for node_id in self.flow.nodes:
                if self.lanes[node_id] == code:
                    add(lane, "bpmn:flowNodeRef").text = node_id
        for node in self.flow.nodes.values():
            self._add_node(process, node)
        for arrow in self.flow.arrows:
            self._add_arrow(process, arrow)

    def _add_node(self, process: etree._Element, node: Node) -> None:
        element = add(process, f"bpmn:{self._tag(node)}", id=node.id)
        if name := self.naming.node(node):
            element.set("name", name)
        if node.kind == "task":
            self._add_documentation(element, node)
        for arrow in self.flow.incoming(node.id):
            add(element, "bpmn:incoming").text = arrow.id
        for arrow in self.flow.outgoing(node.id):
            add(element, "bpmn:outgoing").text = arrow.id
            if arrow.is_default:
                element.set("default", arrow.id)
        if node.kind == "call":
            element.set("calledElement", process_id(node.ref))
        if node.kind == "deadline" and node.step:
            element.set("attachedToRef", node.step)
            element.set("cancelActivity", "true")
            timer = add(element, "bpmn:timerEventDefinition", id=f"timer_{node.step}")
            _add_expression(timer, "timeDate", f'due("{node.step}")')

    def _tag(self, node: Node) -> str:
        if node.kind == "task" and node.step:
            system = self.sop.step(node.step).lane == SYSTEM_LANE
            return "serviceTask" if system else "userTask"
        tags = {
            "start": "startEvent",
            "gateway": "exclusiveGateway",
            "call": "callActivity",
            "deadline": "boundaryEvent",
            "end": "endEvent",
        }
        return tags[node.kind]

    def _add_documentation(self, element: etree._Element, node: Node) -> None:
        assert node.step is not None
        lines = self.naming.documentation(self.sop.step(node.step))
        if lines:
            add(element, "bpmn:documentation").text = "\n".join(lines)

    def _add_arrow(self, process: etree._Element, arrow: Arrow) -> None:
        source, target = arrow.source, arrow.target
        element = add(process, "bpmn:sequenceFlow", id=arrow.id, sourceRef=source, targetRef=target)
        if name := self.naming.arrow(arrow):
            element.set("name", name)
        if arrow.outcomes and not arrow.is_default:
            _add_expression(element, "conditionExpression", condition(arrow.outcomes))


def _add_expression(parent: etree._Element, tag: str, text: str) -> None:
    expression = add(parent, f"bpmn:{tag}")
    expression.set(f"{{{XSI}}}type", "bpmn:tFormalExpression")
    expression.text = text
