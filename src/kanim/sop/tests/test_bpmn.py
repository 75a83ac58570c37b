"""The BPMN that SOPs compile to: valid by the schema of the OMG, and true to the contract."""

from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree

from kanim.sop import catalog as catalogs
from kanim.sop.bpmn import to_xml

INVENTED = Path(__file__).parent / "catalog"
CATALOGS = (catalogs.load(), catalogs.load(INVENTED))
VERSIONS = [(catalog, sop) for catalog in CATALOGS for sop in catalog.all()]
NS = {"b": "http://www.omg.org/spec/BPMN/20100524/MODEL"}


@pytest.fixture(scope="module")
def schema():
    spec = find_spec("SpiffWorkflow")
    folder = Path(spec.submodule_search_locations[0]) / "bpmn/parser/schema"
    return etree.XMLSchema(etree.parse(folder / "BPMN20.xsd"))


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("catalog", "sop"), VERSIONS, ids=lambda it: getattr(it, "short", ""))
def test_is_valid_by_the_schema(schema, catalog, sop, language):
    schema.assertValid(etree.fromstring(to_xml(sop, catalog, language)))


@pytest.fixture(scope="module")
def pinjam():
    catalog = catalogs.load(INVENTED)
    return etree.fromstring(to_xml(catalog.find("pinjam"), catalog))


def test_steps_become_tasks(pinjam):
    users = pinjam.xpath("//b:userTask/@id", namespaces=NS)
    assert users == [
        "ask",
        "search",
        "reserve",
        "stamp",
        "hand_out",
        "bring_back",
        "chase",
        "shelve",
    ]
    assert pinjam.xpath("//b:serviceTask/@id", namespaces=NS) == ["register"]
    assert pinjam.xpath("//b:process/@id", namespaces=NS) == ["sop_pinjam"]


def test_names_carry_the_row(pinjam):
    assert pinjam.xpath("//b:userTask[@id='ask']/@name", namespaces=NS) == ["1. Minta buku"]
    assert pinjam.xpath("//b:userTask[@id='reserve']/@name", namespaces=NS) == ["2. Pesan buku"]


def test_branch_has_conditions_and_a_default(pinjam):
    (gateway,) = pinjam.xpath("//b:exclusiveGateway[@id='after_search']", namespaces=NS)
    assert gateway.get("default") == "flow_after_search_register"
    conditions = pinjam.xpath(
        "//b:sequenceFlow[@sourceRef='after_search']/b:conditionExpression/text()", namespaces=NS
    )
    assert conditions == ['outcome == "missing"']


def test_no_gateway_where_there_is_one_way(pinjam):
    assert not pinjam.xpath("//b:exclusiveGateway[@id='after_ask']", namespaces=NS)


def test_call_and_the_gateway_behind_it(pinjam):
    (call,) = pinjam.xpath("//b:callActivity", namespaces=NS)
    assert call.get("id") == "call_bring_back_late"
    assert call.get("calledElement") == "sop_denda"
    flows = pinjam.xpath("//b:sequenceFlow[@sourceRef='after_call_bring_back_late']", namespaces=NS)
    assert {flow.get("targetRef") for flow in flows} == {"shelve", "end_banned"}


def test_timer_asks_the_engine_when_it_is_due(pinjam):
    (timer,) = pinjam.xpath("//b:boundaryEvent[@id='deadline_ask']", namespaces=NS)
    assert (timer.get("attachedToRef"), timer.get("cancelActivity")) == ("ask", "true")
    assert timer.get("name") == "2 jam"
    assert timer.xpath(".//b:timeDate/text()", namespaces=NS) == ['due("ask")']


def test_every_symbol_and_arrow_is_drawn_once(pinjam):
    drawn = pinjam.xpath("//@bpmnElement")
    wanted = pinjam.xpath(
        "//b:process//*[self::b:sequenceFlow or b:incoming or b:outgoing or self::b:lane]/@id",
        namespaces=NS,
    )
    assert set(wanted) <= set(drawn)
    assert len(drawn) == len(set(drawn))
