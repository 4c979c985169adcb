"""What earlier plans delivered of what they announced, and the levers of an outlook that follow from it.

A share is shrunk to one by as much as a plan that was kept to the letter would weigh. What is announced of sun and wind,
times the share, is averaged with the pace of the last three years going on, which foresaw better from 2013 to 2016: means of
forecasts err less than each (Bates and Granger 1969, Operational Research Quarterly 20, 451).
"""

import math
from functools import cache

from model.analysis.past.inputs import FUNDED, GROWTH, foreseen, relative_coal, relative_producer
from model.data import BASE_YEAR, numbers, rows
from model.data.estimates import FOLDER
from model.data.observations import Record

LAST, END = 2021, 2025
ANNOUNCED = {"pv": 3250.0, "wind": 1750.0}  # 1e4 kW in 2025: 宁政发〔2021〕39号 article 14
LINE = 800.0  # 1e4 kW to Hunan, of the base named in the same article
STORAGE = 0.1  # kW of storage a kW of new sun and wind: the region's rule of January 2021
LEARNED = 0.1  # of the variance, from which on an estimate stands in the outlook


@cache
def deliveries() -> tuple[dict, ...]:
    """What plans announced and what came of it, by kind."""
    amounts = ("announced", "delivered")
    return tuple(row | {key: float(row[key]) for key in amounts} for row in rows(FOLDER / "deliveries.csv"))


def delivered_share(kind: str) -> float:
    """Share of what is announced that is delivered: the geometric mean over plans and one plan kept to the letter."""
    logs = [math.log(row["delivered"] / row["announced"]) for row in deliveries() if row["kind"] == kind]
    return math.exp(sum(logs) / (len(logs) + 1))


def pace(kind: str, record: Record) -> tuple[float, float, float]:
    """1e4 kW a year from 2022 to 2025: as announced times its share, as the pace goes on, and their mean."""
    stood = record.values(f"{kind}_capacity")
    announced = (ANNOUNCED[kind] - stood[BASE_YEAR]) * delivered_share(kind) - (stood[LAST] - stood[BASE_YEAR])
    years = END - LAST
    going_on = sum(GROWTH**k for k in range(1, years + 1)) * (stood[LAST] - stood[LAST - 3]) / 3
    return announced / years, going_on / years, (announced + going_on) / 2 / years


def prices(record: Record) -> dict[str, dict[int, float]]:
    """Coal and producers' prices: of 2021 as it was, then going back to their mean; in the units of the drivers."""
    ahead = foreseen(LAST, END, record)
    start = {
        "coal_price": relative_coal(record, BASE_YEAR)[LAST],
        "producer_price": relative_producer(record, BASE_YEAR)[LAST],
    }
    scale = {"coal_price": numbers(BASE_YEAR)["coal_price_base"].value, "producer_price": 1.0}
    return {
        name: {year: scale[name] * start[name] * value for year, value in ({LAST: 1.0} | ahead[name]).items()}
        for name in start
    }


def approvals(kind: str, record: Record) -> float:
    """What is to be approved a year for that pace, where a part is not paid for."""
    return pace(kind, record)[2] / FUNDED
