"""The bench measures what it says."""

from kanim.letters.bench import letter_times


def test_figures_add_up() -> None:
    found = letter_times(times=3)
    assert found["letter_p50_ms"] >= max(found["compose_p50_ms"], found["sign_p50_ms"])
    assert found["limit_ms"] == 60
