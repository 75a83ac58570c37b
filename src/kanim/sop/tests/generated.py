"""SOPs made up by hypothesis: any steps, routes, calls and deadlines that the schema allows."""

from datetime import date

from hypothesis import strategies as st

from kanim.sop.schema import (
    Call,
    Deadline,
    Duration,
    End,
    Finish,
    Goto,
    Next,
    Responsible,
    Row,
    Sop,
    Step,
    Text,
)

LANES = ("anggota", "pustakawan", "kepala", "sistem")
ENDS = ("done", "stopped", "lost")
OUTCOMES = ("yes", "no", "late")
TITLE = Text("Langkah", "Step")
DAY = Duration(1, "d")


@st.composite
def sops(draw):
    shape = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    ids = [f"s{number}" for number in range(sum(shape))]
    waiting = iter(ids)
    rows = tuple(
        Row(
            label=str(index + 1),
            lane=(lane := draw(st.sampled_from(LANES))),
            title=TITLE,
            steps=tuple(draw(_steps(next(waiting), ids, lane)) for _ in range(count)),
        )
        for index, count in enumerate(shape)
    )
    return Sop(
        number="X.1",
        short="x",
        version=date(2026, 1, 1),
        title=TITLE,
        unit="perpustakaan",
        source="sheet",
        lanes=LANES[:2],
        responsible=Responsible("kepala", ("pustakawan",)),
        rows=rows,
        ends=tuple(End(name, TITLE, "decided") for name in ENDS),
        finish="done",
    )


@st.composite
def _steps(draw, step_id, ids, lane):
    jumps = st.sampled_from([*map(Goto, ids), *map(Finish, ENDS)])
    direct = st.just(Next()) | jumps
    calls = st.builds(
        lambda targets: Call(
            "denda", tuple(zip(("paid", "waived", "banned"), targets, strict=True))
        ),
        st.tuples(direct, direct, direct),
    )
    routes = draw(st.lists(direct | calls, max_size=3))
    deadline = draw(st.none() | st.builds(Deadline, otherwise=jumps, within=st.just(DAY)))
    return Step(
        id=step_id,
        activity="library.do",
        lane=draw(st.just(lane) | st.sampled_from(LANES)),
        routes=tuple(zip(OUTCOMES, routes, strict=False)),
        aside=step_id != ids[0] and draw(st.booleans()),
        deadline=deadline,
    )
