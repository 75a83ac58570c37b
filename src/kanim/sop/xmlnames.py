"""The namespaces of BPMN 2.0, and a short way to add an element in one of them."""

from __future__ import annotations

from lxml import etree

XSI = "http://www.w3.org/2001/XMLSchema-instance"
TARGET_NAMESPACE = "urn:kanim:sop"
NAMESPACES = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
    "xsi": XSI,
}


def add(parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
    """A new child element; the name has a prefix, as in ``bpmn:task``."""
    prefix, local = tag.split(":")
    return etree.SubElement(parent, f"{{{NAMESPACES[prefix]}}}{local}", attributes)
