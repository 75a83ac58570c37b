"""Definition checks: each kind of problem is found and said in a sentence."""

from dataclasses import replace
from pathlib import Path

import pytest

from kanim.sop import catalog as catalogs
from kanim.sop.checks import Known, check_catalog, check_sop, sentences
from kanim.sop.schema import Call, Deadline, Finish, Goto, Next, NotBefore, Text

INVENTED = catalogs.load(Path(__file__).parent / "catalog")
PINJAM = INVENTED.find("pinjam")


def with_step(step_id, **changes):
    """The invented SOP with one step changed."""
    rows = [
        replace(
            row,
            steps=tuple(
                replace(step, **changes) if step.id == step_id else step for step in row.steps
            ),
        )
        for row in PINJAM.rows
    ]
    return replace(PINJAM, rows=tuple(rows))


def found(sop, known=None, catalog=INVENTED):
    return [str(problem) for problem in check_sop(sop, catalog, known)]


@pytest.mark.parametrize("catalog", [catalogs.load(), INVENTED], ids=["office", "invented"])
def test_the_catalogues_are_sound(catalog):
    assert check_catalog(catalog) == []


def test_the_released_catalogue_may_start():
    assert sentences(catalogs.load()) == []


END = PINJAM.ends[0]
BLANK = Text("Judul", " ")


@pytest.mark.parametrize(
    ("sop", "sentence"),
    [
        (with_step("reserve", id="search"), "the step 'search' stands 2 times"),
        (replace(PINJAM, rows=(*PINJAM.rows, PINJAM.rows[0])), "the row '1' stands 2 times"),
        (replace(PINJAM, ends=(*PINJAM.ends, END)), "the end 'returned' stands 2 times"),
        (with_step("ask", id="1st"), "row 1: '1st' cannot be the id of a step"),
        (with_step("ask", id="end_x"), "row 1: 'end_x' cannot be the id of a step; the diagram"),
        (replace(PINJAM, ends=(*PINJAM.ends, replace(END, name="a b"))), "'a b' cannot be the name"),
        (replace(PINJAM, title=BLANK), "a text lacks the language 'en' ('Judul')"),
        (with_step("ask", title=BLANK), "row 1: a text lacks the language 'en'"),
        (replace(PINJAM, finish="x"), "it finishes with 'x', which is none of its ends"),
        (with_step("chase", routes=(("found", Goto("x")),)), "row 4: 'chase' leads to 'x'"),
        (with_step("chase", routes=(("found", Finish("x")),)), "'chase' leads to the end 'x'"),
        (with_step("ask", deadline=Deadline(Goto("x"), until="m")), "'ask' leads to 'x'"),
        (
            with_step("bring_back", not_before=NotBefore("x", PINJAM.rows[0].standard)),
            "'bring_back' waits for 'x', which is no step",
        ),
        (replace(PINJAM, unit="x"), "the unit 'x' is not in units.yaml"),
        (replace(PINJAM, lanes=("x",)), "the lane 'x' is not in lanes.yaml"),
        (with_step("ask", lane="x"), "row 1: the lane 'x' of 'ask' is not in lanes.yaml"),
        (
            with_step("chase", routes=(("odd", Goto("shelve")),)),
            "the outcome 'odd' of 'chase' is not in outcomes.yaml",
        ),
        (with_step("hand_out", lane="kepala"), "the sitting 'desk' changes its lane at 'hand_out'"),
        (with_step("search", routes=()), "row 2: nothing leads to 'reserve'"),
        (
            with_step("chase", routes=(("found", Goto("chase")),)),
            "row 4: no way leads from 'chase' to an end",
        ),
        (with_step("ask", deadline=None), "nothing leads to the end 'forgotten'"),
        (
            with_step("bring_back", routes=(("late", Call("x", (("paid", Next()),))),)),
            "row 4: 'late' of 'bring_back' calls 'x', which there is not",
        ),
        (
            with_step("bring_back", routes=(("late", Call("denda", (("paid", Next()),))),)),
            "does not say what follows the end 'banned' of 'denda'",
        ),
        (
            with_step("bring_back", routes=(("late", Call("denda", (("x", Next()),))),)),
            "expects an end 'x', which 'denda' does not have",
        ),
        (
            replace(PINJAM, rows=(*PINJAM.rows, replace(PINJAM.rows[0], label="5", steps=()))),
            "row 5: the row has no steps",
        ),
        (
            replace(PINJAM, rows=tuple(
                replace(row, steps=tuple(replace(step, aside=True) for step in row.steps))
                for row in PINJAM.rows
            )),
            "it has no step to begin with",
        ),
    ],
)  # fmt: skip
def test_problem_is_found(sop, sentence):
    assert any(sentence in line for line in found(sop)), found(sop)


def test_recursion_is_found():
    call = Call("pinjam", tuple((end.name, Next()) for end in PINJAM.ends))
    sop = with_step("bring_back", routes=(("late", call),))
    assert any("it calls itself" in line for line in found(sop))


ACTIVITIES = {step.activity: [name for name, _ in step.routes] for step in PINJAM.steps}


def test_registered_words_are_known():
    known = Known(
        ACTIVITIES, {"library.thank", "library.tell", "library.remind"}, {"library.due_day"}
    )
    assert found(PINJAM, known) == []


def test_unknown_words_are_found():
    activities = ACTIVITIES | {"library.search": ["found", "lost"]}
    del activities["library.ask"]
    assert found(PINJAM, Known(activities, (), ())) == [
        "pinjam/2026-01-01: the end 'returned' names an unknown consequence 'library.thank'",
        "pinjam/2026-01-01: the end 'refused' names an unknown consequence 'library.tell'",
        "pinjam/2026-01-01, row 1: 'ask' names an unknown activity 'library.ask'",
        "pinjam/2026-01-01, row 2: 'search' routes 'missing', which 'library.search' cannot have",
        "pinjam/2026-01-01, row 2: 'search' does not say where 'lost' leads",
        "pinjam/2026-01-01, row 4: 'bring_back' has a deadline at an unknown moment 'library.due_day'",
        "pinjam/2026-01-01, row 4: 'bring_back' warns by an unknown consequence 'library.remind'",
    ]
