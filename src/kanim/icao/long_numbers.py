"""Document numbers over nine characters: ICAO Doc 9303 part 5 (TD1) and part 6 (TD2).

The first nine stand in the number's own element, a filler stands where its check digit would, and
the rest begins the optional element, with the check digit and a filler after it.
Issuers disagree whether that first filler is one of the characters that the check digit weighs, so
both are right here and the result says which it was.
"""

from dataclasses import dataclass

from kanim.icao.check_digits import FILLER, check_digit

SHORT = 9


@dataclass(frozen=True, slots=True)
class LongNumber:
    """A document number that runs on into the optional element (parts 5 and 6)."""

    number: str
    check_digit: str
    # None when the check digit is right in neither reading.
    filler_counted: bool | None
    # How many characters of the optional element belong to the number, check digit included.
    taken: int

    @property
    def passed(self) -> bool:
        """Tell whether the check digit is right in one of the two readings."""
        return self.filler_counted is not None


def long_number_of(first: str, at_check: str, optional: str) -> LongNumber | None:
    """Read a long document number; None when this is none (parts 5 and 6)."""
    rest = optional.partition(FILLER)[0]
    if at_check != FILLER or not rest or FILLER in first:
        return None
    tail, digit = rest[:-1], rest[-1]
    counted: bool | None = None
    # Without the filler first: that is what the text of part 5 says.
    if tail and digit == check_digit(first + tail):
        counted = False
    elif tail and digit == check_digit(first + FILLER + tail):
        counted = True
    return LongNumber(first + tail, digit, counted, len(rest))


def parted(number: str, *, filler_counted: bool) -> tuple[str, str, str]:
    """Part a long number for composing: its nine, the filler, and what begins the optional one."""
    first, tail = number[:SHORT], number[SHORT:]
    between = FILLER if filler_counted else ""
    return first, FILLER, f"{tail}{check_digit(first + between + tail)}{FILLER}"
