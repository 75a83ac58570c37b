"""The drawing of any SOP: nothing lies on anything else."""

from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings

from kanim.sop import catalog as catalogs
from kanim.sop.flow import flow_of
from kanim.sop.layout import lay_out
from kanim.sop.naming import Naming, lanes_of_nodes
from kanim.sop.tests.generated import sops

INVENTED = catalogs.load(Path(__file__).parent / "catalog")
REAL = catalogs.load()


def drawn(sop, catalog=INVENTED):
    flow = flow_of(sop)
    lanes = lanes_of_nodes(sop, flow, catalog)
    return flow, lanes, lay_out(sop, flow, lanes, Naming(sop, catalog))


def overlap(one, other):
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def assert_clear(flow, lanes, layout):
    boxes = {id_: box for id_, box in layout.shapes.items() if flow.nodes[id_].kind != "deadline"}
    for (one_id, one), (other_id, other) in combinations(boxes.items(), 2):
        assert not overlap(one, other), f"{one_id} lies on {other_id}"
    for node_id, box in layout.shapes.items():
        lane = layout.lanes[lanes[node_id]]
        assert lane.x <= box.x, f"{node_id} left of its lane"
        assert box.x + box.width <= lane.x + lane.width, f"{node_id} right of its lane"
    for arrow in flow.arrows:
        for (x1, y1), (x2, y2) in pairwise(layout.edges[arrow.id]):
            assert x1 == x2 or y1 == y2, f"{arrow.id} is not square"
            for node_id, box in boxes.items():
                through = (
                    min(x1, x2) < box.x + box.width - 3
                    and max(x1, x2) > box.x + 3
                    and min(y1, y2) < box.y + box.height - 3
                    and max(y1, y2) > box.y + 3
                )
                timer = flow.nodes[arrow.source]
                own = timer.kind == "deadline" and timer.step == node_id
                assert own or not through, f"{arrow.id} runs through {node_id}"


def shared(one, other):
    """Length on which two square lines lie on each other."""
    length = 0
    for (a, b), (c, d) in ((s, t) for s in pairwise(one) for t in pairwise(other)):
        for axis in (0, 1):
            along = 1 - axis
            if a[axis] == b[axis] == c[axis] == d[axis]:
                low = max(min(a[along], b[along]), min(c[along], d[along]))
                high = min(max(a[along], b[along]), max(c[along], d[along]))
                length = max(length, high - low)
    return length


@settings(max_examples=150, deadline=None)
@given(sops())
def test_nothing_lies_on_anything_else(sop):
    assert_clear(*drawn(sop))


@pytest.mark.parametrize("sop", REAL.all(), ids=lambda sop: sop.short)
def test_arrows_to_different_places_keep_apart(sop):
    flow, lanes, layout = drawn(sop, REAL)
    assert_clear(flow, lanes, layout)
    for one, other in combinations(flow.arrows, 2):
        if one.target != other.target:
            length = shared(layout.edges[one.id], layout.edges[other.id])
            assert length == 0, f"{one.id} lies on {other.id} for {length}"


def test_rows_go_down_and_lanes_across():
    sop = REAL.find("936")
    _, _, layout = drawn(sop, REAL)
    tops = [
        min(layout.shapes[step.id].y for step in row.steps if not step.aside) for row in sop.rows
    ]
    assert tops == sorted(tops)
    lefts = [layout.lanes[code].x for code in sop.columns]
    assert lefts == sorted(lefts)
