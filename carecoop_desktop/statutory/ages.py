"""The days on which somebody's age changes what the law says about their pay."""

from __future__ import annotations

from datetime import date

from carecoop_desktop.platform.kernel.dates import add_months
from carecoop_desktop.statutory.tables.employment import StatePensionAge


def birthday(born: date, age: int) -> date:
    """The day of reaching an age; 1 March where somebody born on 29 February has none."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def state_pension_day(born: date, table: StatePensionAge) -> date:
    """The day of reaching State Pension age."""
    age = next((one for one in table.ages if born <= one.born_to), table.ages[-1])
    if age.months == 0:
        return birthday(born, age.years)
    return add_months(born, age.years * 12 + age.months)
