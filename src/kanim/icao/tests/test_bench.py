from kanim.icao.bench import measure


def test_figures_are_given_for_reading_composing_and_repairing():
    figures = measure(count=50)

    assert set(figures) == {
        "td3_parses_per_second",
        "td3_parses_with_values_per_second",
        "td1_parses_with_values_per_second",
        "td3_composed_per_second",
        "td3_repairs_per_second",
    }
    assert all(figure > 0 for figure in figures.values())
