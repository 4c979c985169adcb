"""What programmes do to people: work, years at school, and lives.

Stocks   placed_workers, schooling
Told     coverage_gain and count_gain by programme_effects, coverage, numbers and support by programmes, working age by people
Gives    programme_workers, labour_skill and death_ratio to people
"""

import numpy as np

from model.engine.declare import Parameter, Stock, auxiliary, flow, total
from model.sectors.dimensions import (
    health_programme,
    job_programme,
    placement,
    programme_count_item,
    schooling_programme,
)

PEOPLE, MONEY, SHARE = "1e4 person", "1e8 CNY/year", (0.0, 1.0)

stage_years = Parameter(
    "year",
    dimensions=(schooling_programme,),
    title="Years at school that full coverage brings, or is worth",
    title_zh="各阶段满覆盖对应受教育年限（含质量折算）",
)
working_life = Parameter("year", domain=(1, 100), title="Years of work", title_zh="工作年限")
schooling_return = Parameter("1/year", title="Worth of a year at school", title_zh="教育回报率（每年）")
deaths_avoided = Parameter(
    "1",
    domain=SHARE,
    dimensions=(health_programme,),
    title="Deaths avoided from none to all",
    title_zh="从零到全覆盖可避免死亡比例",
)
hospital_deaths_avoided = Parameter(
    "1/count",
    domain=SHARE,
    title="Deaths avoided by a county hospital's higher grade",
    title_zh="每家三级县医院可避免死亡比例",
)
health_centre_deaths_avoided = Parameter(
    "1/count",
    domain=SHARE,
    title="Deaths avoided by a township's health centre of recommended standard",
    title_zh="每家达推荐标准乡镇卫生院可避免死亡比例",
)
jobs_per_point = Parameter(
    "1e4 person/%", dimensions=(job_programme,), title="Workers that a point puts to work", title_zh="每百分点新增就业"
)
workers_per_placement = Parameter(
    "1e4 person/count",
    dimensions=(placement,),
    title="Workers of one placed or settled",
    title_zh="每次转移或每户新增就业",
)
additional_share = Parameter(
    "1", domain=SHARE, dimensions=(placement,), title="Part of those placed who would else not work",
    title_zh="转移或落户就业中的净增比例",
)  # fmt: skip
placement_time = Parameter(
    "year", domain=(0.1, 100), dimensions=(placement,), title="Time that a placement lasts", title_zh="就业持续时间"
)
jobs_per_support = Parameter(
    "1e4 person/(1e8 CNY/year)", title="Jobs that support of farms and workshops keeps", title_zh="单位帮扶资金带动就业"
)
idle_hands_share = Parameter(
    "1",
    domain=(0.01, 1),
    title="Of working age without work, those whom programmes can reach",
    title_zh="未就业劳动年龄人口中可带动比例",
)
rural_support_base = Parameter(
    MONEY, title="Support of farms, workshops and jobs at the start", title_zh="产业与就业帮扶起始资金"
)

schooling = Stock(
    "year", initial="schooling_base", domain=(-20, 20),
    title="Years at school of people of working age, since the base year", title_zh="劳动年龄人口受教育年限（较基年）",
)  # fmt: skip
placed_workers = Stock(
    PEOPLE,
    initial="placed_workers_start",
    dimensions=(placement,),
    title="Workers placed or settled",
    title_zh="转移或落户就业人员",
)


# -- work --------------------------------------------------------------------------------------------------------------


@auxiliary(
    PEOPLE,
    dimensions=(placement,),
    title="Workers placed or settled at the start",
    title_zh="转移或落户就业人员（起始）",
)
def placed_workers_start(count_pace, workers_per_placement, placement_time):
    """Those whom the pace of the years before keeps."""
    return count_pace * workers_per_placement * placement_time


@flow(
    "1e4 person/year",
    into="placed_workers",
    dimensions=(placement,),
    title="Workers placed",
    title_zh="新增转移或落户就业",
)
def worker_placement(count_building, workers_per_placement):
    """With each placement or firm."""
    return count_building * workers_per_placement


@flow(
    "1e4 person/year",
    out_of="placed_workers",
    dimensions=(placement,),
    title="Placements that end",
    title_zh="转移或落户就业结束",
)
def placement_end(placed_workers, placement_time):
    """After their time."""
    return placed_workers / placement_time


@auxiliary(
    PEOPLE, dimensions=(job_programme,), title="Workers by programmes of jobs", title_zh="就业工程新增就业（分项）"
)
def job_workers(coverage_gain, jobs_per_point):
    """Of households and villages that had none."""
    return coverage_gain * jobs_per_point


@auxiliary(
    PEOPLE,
    dimensions=(placement,),
    title="Workers added by placements beyond those of the start",
    title_zh="转移或落户净增就业较起始增加",
)
def added_workers(placed_workers, placed_workers_start, additional_share):
    """Most of those placed leave other work or would have found some, and most firms that come take the place of others."""
    return (placed_workers - placed_workers_start) * additional_share


all_job_workers = total(
    "job_workers", job_programme, PEOPLE, title="Workers by programmes of jobs, all", title_zh="就业工程新增就业合计"
)
all_added_workers = total(
    "added_workers",
    placement,
    PEOPLE,
    title="Workers added by placements, all",
    title_zh="转移或落户净增就业合计",
)


@auxiliary(PEOPLE, title="Jobs that programmes make", title_zh="专项工程创造岗位")
def programme_jobs(all_job_workers, all_added_workers, rural_support, rural_support_base, jobs_per_support):
    """By jobs, placements and support beyond those of the base year."""
    return all_job_workers + all_added_workers + (rural_support - rural_support_base) * jobs_per_support


@auxiliary(PEOPLE, title="Workers whom programmes put to work", title_zh="专项工程带动就业")
def programme_workers(programme_jobs, working_age_population, participation_rate, idle_hands_share):
    """The more jobs are made, the harder it is to find hands for them: those without work are soon few."""
    hands = working_age_population * (1 - participation_rate) * idle_hands_share
    return np.minimum(programme_jobs, 0) + hands * (1 - np.exp(-np.maximum(programme_jobs, 0) / hands))


# -- school ------------------------------------------------------------------------------------------------------------


@auxiliary(
    "year",
    dimensions=(schooling_programme,),
    title="Years at school gained, by stage",
    title_zh="受教育年限增加（分阶段）",
)
def stage_years_gained(coverage_gain, stage_years, percent):
    """Of those who leave school now."""
    return coverage_gain / percent * stage_years


leaver_years = total(
    "stage_years_gained",
    schooling_programme,
    "year",
    title="Years at school gained by those who leave now",
    title_zh="新增劳动力受教育年限增加",
)


@flow("year/year", into="schooling", title="Schooling of those who begin to work", title_zh="新增劳动力素质提升")
def schooling_rise(leaver_years, schooling, working_life):
    """The old leave and the young come, over a working life."""
    return (leaver_years - schooling) / working_life


@auxiliary("1", title="Worth of labour by its schooling", title_zh="劳动力素质系数")
def labour_skill(schooling, schooling_return):
    """As wages tell it."""
    return np.exp(schooling * schooling_return)


# -- health ------------------------------------------------------------------------------------------------------------
tertiary_hospital_gain = total(
    "count_gain", programme_count_item, "count", labels=("tertiary_hospitals",),
    title="County hospitals of tertiary grade since the base year", title_zh="三级县医院较基年增加",
)  # fmt: skip
health_centre_gain = total(
    "count_gain", programme_count_item, "count", labels=("township_health_centres",),
    title="Health centres of recommended standard since the base year", title_zh="达推荐标准乡镇卫生院较基年增加",
)  # fmt: skip


@auxiliary("1", title="Deaths avoided by hospitals and health centres", title_zh="县医院与乡镇卫生院可避免死亡比例")
def deaths_avoided_by_care(
    tertiary_hospital_gain, hospital_deaths_avoided, health_centre_gain, health_centre_deaths_avoided
):
    """By how many have risen."""
    return tertiary_hospital_gain * hospital_deaths_avoided + health_centre_gain * health_centre_deaths_avoided


@auxiliary("1", dimensions=(health_programme,), title="Deaths avoided, by programme", title_zh="可避免死亡比例（分项）")
def deaths_avoided_by_programme(coverage_gain, deaths_avoided, percent):
    """In proportion to what was gained."""
    return coverage_gain / percent * deaths_avoided


all_deaths_avoided = total(
    "deaths_avoided_by_programme", health_programme, "1", title="Deaths avoided", title_zh="可避免死亡比例"
)


@auxiliary("1", title="Deaths to those of the base year's rates", title_zh="死亡率相对基年")
def death_ratio(all_deaths_avoided, deaths_avoided_by_care):
    """Less what clean water, hygiene, doctors and hospitals avoid."""
    return 1 - all_deaths_avoided - deaths_avoided_by_care
