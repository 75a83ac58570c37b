"""States, organisations and persons without a nationality: ICAO Doc 9303 part 3, section 5.

Part 3 takes the codes of ISO 3166-1 and adds its own.
"""

from dataclasses import dataclass
from enum import StrEnum

from kanim.icao.countries import COUNTRIES


class Kind(StrEnum):
    """What a three-letter code stands for."""

    COUNTRY = "country"
    # Part 3 section 5: parts A to D of the list, in its order.
    BRITISH = "british status"
    ORGANISATION = "organisation"
    PERSON = "person without nationality"
    SPECIMEN = "specimen"
    # Gone from the standard, still printed in documents that people hold.
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class State:
    """One code of ICAO Doc 9303 part 3, section 5."""

    code: str
    name: str
    kind: Kind


_EXTRA: dict[Kind, dict[str, str]] = {
    Kind.COUNTRY: {"D": "Germany", "RKS": "Kosovo"},
    Kind.BRITISH: {
        "GBD": "British Overseas Territories citizen",
        "GBN": "British National (Overseas)",
        "GBO": "British Overseas citizen",
        "GBP": "British protected person",
        "GBS": "British subject",
    },
    Kind.ORGANISATION: {
        "EUE": "European Union",
        "UNA": "United Nations specialised agency",
        "UNK": "United Nations Interim Administration Mission in Kosovo",
        "UNO": "United Nations Organization",
        "XBA": "African Development Bank",
        "XCC": "Caribbean Community",
        "XCE": "Council of Europe",
        "XCO": "Common Market for Eastern and Southern Africa",
        "XDC": "Southern African Development Community",
        "XEC": "Economic Community of West African States",
        "XES": "Organization of Eastern Caribbean States",
        "XIM": "African Export-Import Bank",
        "XMP": "Parliamentary Assembly of the Mediterranean",
        "XOM": "Sovereign Military Order of Malta",
        "XPO": "International Criminal Police Organization (INTERPOL)",
    },
    Kind.PERSON: {
        "XXA": "Stateless person (1954 Convention)",
        "XXB": "Refugee (1951 Convention)",
        "XXC": "Refugee, other",
        "XXX": "Person of unspecified nationality",
    },
    Kind.SPECIMEN: {
        "UTO": "Utopia",
        # Only in the worked check digits of part 3, appendix A.
        "YTO": "Specimen state of the worked example",
    },
    Kind.WITHDRAWN: {
        "ANT": "Netherlands Antilles",
        "BUR": "Burma",
        "CSK": "Czechoslovakia",
        "DDR": "German Democratic Republic",
        "NTZ": "Neutral Zone",
        "ROM": "Romania",
        "SCG": "Serbia and Montenegro",
        "SUN": "Soviet Union",
        "TMP": "East Timor",
        "YMD": "Democratic Yemen",
        "YUG": "Yugoslavia",
        "ZAR": "Zaire",
    },
}

STATES: dict[str, State] = {
    **{code: State(code, name, Kind.COUNTRY) for code, name in COUNTRIES.items()},
    **{
        code: State(code, name, kind)
        for kind, names in _EXTRA.items()
        for code, name in names.items()
    },
}

# As they stand in a zone: three characters, so D is printed as D<<.
PRINTED: frozenset[str] = frozenset(code.ljust(3, "<") for code in STATES)


def state_of(code: str) -> State | None:
    """Look up a code of ICAO Doc 9303 part 3, section 5, with or without its fillers."""
    return STATES.get(code.rstrip("<"))
