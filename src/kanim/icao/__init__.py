"""Machine readable travel documents: ICAO Doc 9303 parts 3 to 7. Pure Python, no clock.

zone = parse(["P<IDN…", "X1234567<…"], on=today)
zone.valid, zone.surname, zone.problems, zone.doubts, zone.repairs

lines = compose_td3(Particulars(…))
"""

from kanim.icao.arabic import to_script, without_escapes
from kanim.icao.check_digits import check_digit
from kanim.icao.composing import Particulars, compose, compose_td3
from kanim.icao.dates import MrzDate, PartialDate
from kanim.icao.findings import Finding
from kanim.icao.layouts import Format
from kanim.icao.long_numbers import LongNumber
from kanim.icao.names import UnableToCompose, compose_name, is_written_as, split_name
from kanim.icao.parsing import parse
from kanim.icao.repairs import Repair, repaired
from kanim.icao.states import STATES, Kind, State, state_of
from kanim.icao.transliteration import UnableToTransliterate, transliterate, transliterations
from kanim.icao.zone import Field, Zone

__all__ = [
    "STATES",
    "Field",
    "Finding",
    "Format",
    "Kind",
    "LongNumber",
    "MrzDate",
    "PartialDate",
    "Particulars",
    "Repair",
    "State",
    "UnableToCompose",
    "UnableToTransliterate",
    "Zone",
    "check_digit",
    "compose",
    "compose_name",
    "compose_td3",
    "is_written_as",
    "parse",
    "repaired",
    "split_name",
    "state_of",
    "to_script",
    "transliterate",
    "transliterations",
    "without_escapes",
]
