"""Herd: livestock, what it grazes and is fed, and what it gives to farming.

Stocks   livestock, forage_area
Told     forage_growth by ecology, farmland_yield by irrigation, season_water_adequacy by economy
Gives    grazing_pressure to ecology, herd_output to economy
Loops    livestock -> cover falls -> feed short -> sales (balancing)

Grass is grazed in spite of the ban, grazed by rotation where the land has recovered, cut, or left. What animals do not
graze they are fed: crops, straw, sown forage and cut grass.
"""

import numpy as np

from model.engine.declare import Balance, Lever, Parameter, Stock, auxiliary, derived, flow

SHARE = (0.0, 1.0)
HERD, FEED, GRASS, AREA = "1e4 sheep_unit", "1e4 t/year", "1e4 mu", "1e4 mu/year"

grazing_ban_enforcement = Lever("1", title="Enforcement of the grazing ban", title_zh="禁牧执行程度", domain=SHARE)
destocking = Lever("1/year", title="Herd sold by policy", title_zh="政策性压减存栏率", domain=(0, 2))
grazing_compensation = Lever(
    "CNY/mu/year", authority="national", title="Payment to herders for grassland they do not graze",
    title_zh="草原禁牧补助标准", domain=(0, 200),
)  # fmt: skip
rotational_grazing = Lever(
    "1", title="Recovered grassland opened to grazing by rotation", title_zh="恢复草原划区轮牧开放比例", domain=SHARE
)
forage_programme = Lever(AREA, title="Sown forage added a year", title_zh="年新增人工饲草地", domain=(0, 1000))
grazing_compensation_base = Parameter(
    "CNY/mu/year", title="Payment to herders, base year", title_zh="草原禁牧补助标准（基年）"
)
compensation_response = Parameter("1", title="Answer of illicit grazing to payment", title_zh="偷牧对补助的响应")
smallest_herd = Parameter(HERD, title="Herd below which none is counted", title_zh="最小计算存栏")
fodder_response = Parameter(
    "1", title="Answer of illicit grazing to fodder at hand", title_zh="偷牧对饲草料充足程度的弹性"
)
rotation_use = Parameter("1", title="Grass that rotation may take", title_zh="轮牧牧草利用率", domain=SHARE)
rotation_damage = Parameter(
    "1", title="Harm of rotation, free grazing = 1", title_zh="轮牧相对自由放牧的损害", domain=SHARE
)
free_grazing_share = Parameter("1", title="Feed grazed without a ban", title_zh="无禁牧时放牧采食比例", domain=SHARE)
grazing_ban_base = Parameter(
    "1", title="Enforcement of the ban, base year", title_zh="禁牧执行程度（基年）", domain=SHARE
)
feed_need = Parameter("t/sheep_unit/year", title="Feed of a sheep unit", title_zh="单位羊年采食量")
grass_feed_share = Parameter("1", title="Share of grass usable as feed", title_zh="草原饲草可利用比例", domain=SHARE)
crop_feed = Parameter("1e4 t/year", title="Feed from crops and straw", title_zh="农作物饲料供给")
forage_yield = Parameter("t/mu/year", title="Dry forage of a mu sown", title_zh="人工饲草亩产干草")
forage_limit = Parameter(GRASS, title="Land fit for sown forage", title_zh="宜种饲草地上限")
forage_cost = Parameter("CNY/mu", title="Cost of sown forage", title_zh="人工饲草地亩均投资")
feed_sharpness = Parameter("1", title="Sharpness of feed shortage", title_zh="饲草短缺锐度")
herd_trend_base = Parameter("1/year", title="Growth of the herd at the start", title_zh="存栏初始增速")
herd_birth_rate = Parameter("1/year", title="Births of a well-fed herd", title_zh="正常繁殖率", domain=(0, 10))
herd_birth_rate_base = Parameter("1/year", title="Births of a well-fed herd, base year", title_zh="正常繁殖率（基年）")
forced_sales = Parameter("1", title="Rise of sales when feed is short", title_zh="缺草增售强度")
restocking_response = Parameter(
    "1", title="Response of sales to heads per fodder", title_zh="出栏对单位饲草料载畜量的弹性"
)
livestock = Stock("1e4 sheep_unit", initial="livestock_base", title="Livestock", title_zh="牲畜存栏（羊单位）")
animals_born = Stock(
    HERD, initial="animals_born_base", title="Animals born since the base year", title_zh="基年以来繁殖累计"
)
animals_sold = Stock(
    HERD, initial="animals_sold_base", title="Animals sold since the base year", title_zh="基年以来出栏累计"
)
forage_area = Stock(GRASS, initial="forage_area_base", title="Sown forage", title_zh="人工饲草地面积")


# -- base year ---------------------------------------------------------------------------------------------------------
@derived("1", title="Grazing pressure, base year", title_zh="放牧压力（基年）")
def grazing_pressure_base(livestock_base, free_grazing_share, grazing_ban_base, feed_need, grass_output_base):
    """Grazed feed over itself and the growth of grass."""
    grazed = livestock_base * free_grazing_share * (1 - grazing_ban_base) * feed_need
    return grazed / (grazed + grass_output_base)


@derived("1", title="Part of its need that the herd is fed, base year", title_zh="舍饲比例（基年）")
def fodder_ration_base(free_grazing_share, grazing_ban_base, grazing_pressure_base):
    """What it does not graze in spite of the ban."""
    return 1 - free_grazing_share * (1 - grazing_ban_base) * (1 - grazing_pressure_base)


@derived(FEED, title="Fodder at hand, base year", title_zh="饲草料供给（基年）")
def fodder_supply_base(
    crop_feed, forage_area_base, forage_yield, grass_output_base, grazing_pressure_base, grass_feed_share
):
    """Of fields, of sown land, and cut."""
    cut = grass_output_base * (1 - grazing_pressure_base) * grass_feed_share
    return crop_feed + forage_area_base * forage_yield + cut


@derived("1", title="Feed adequacy, base year", title_zh="饲草保障程度（基年）")
def feed_adequacy_base(livestock_base, feed_need, fodder_ration_base, fodder_supply_base, feed_sharpness):
    """What is grazed, and of what is fed the smooth minimum of need and fodder."""
    need = livestock_base * feed_need * fodder_ration_base / fodder_supply_base
    return 1 - fodder_ration_base + fodder_ration_base / (1 + need**feed_sharpness) ** (1 / feed_sharpness)


@derived("1/year", title="Sales of a well-fed herd", title_zh="正常出栏率")
def sales_rate(herd_birth_rate_base, herd_trend_base, forced_sales, feed_adequacy_base):
    """Such that the herd starts with its trend."""
    return (herd_birth_rate_base * feed_adequacy_base - herd_trend_base) / (1 + forced_sales * (1 - feed_adequacy_base))


# -- grazing -----------------------------------------------------------------------------------------------------------
@auxiliary("1", title="Herd, base year = 1", title_zh="存栏指数（基年=1）")
def herd_size(livestock, livestock_base, smallest_herd):
    """Heads to those of the base year."""
    return livestock / np.maximum(livestock_base, smallest_herd)


@auxiliary("1", title="Heads to a tonne of fodder, base year = 1", title_zh="单位饲草料载畜量（基年=1）")
def fodder_scarcity(herd_size, crop_fodder, sown_fodder, crop_feed, forage_area_base, forage_yield):
    """What herders reckon with before they send animals out: fodder of fields and sown land."""
    return herd_size * (crop_feed + forage_area_base * forage_yield) / (crop_fodder + sown_fodder)


@auxiliary("1", title="Part of grazing that the ban does not stop", title_zh="偷牧比例")
def ban_evasion(
    grazing_ban_enforcement, grazing_compensation, grazing_compensation_base, compensation_response,
    fodder_scarcity, fodder_response,
):  # fmt: skip
    """Fewer graze by night where they are paid not to, and where there is fodder in the shed."""
    paid = np.exp(compensation_response * (1 - grazing_compensation / grazing_compensation_base))
    return np.minimum((1 - grazing_ban_enforcement) * paid * fodder_scarcity**fodder_response, 1)


@auxiliary("1", title="Share of grass grazed in spite of the ban", title_zh="偷牧采食占产草量比例")
def illicit_share(livestock, feed_need, free_grazing_share, ban_evasion, forage_growth):
    """Grazed feed over itself and the growth of grass: 0 without herds, 1 where nothing grows."""
    grazed = livestock * feed_need * free_grazing_share * ban_evasion
    return grazed / (grazed + forage_growth)


@auxiliary("1", title="Share of grass open to rotation", title_zh="轮牧可利用草产比例")
def rotation_reach(rotational_grazing, healthy_grassland_area, grassland_area, rotation_use):
    """On land that has recovered, and of its grass what may be taken."""
    return rotational_grazing * healthy_grassland_area / grassland_area * rotation_use


@auxiliary("1", title="Share of the other grass grazed by rotation", title_zh="轮牧采食占其余产草量比例")
def rotation_share(rotation_reach, livestock, feed_need, forage_growth):
    """Up to what is open, as herds need it."""
    need = livestock * feed_need
    return rotation_reach * need / (need + forage_growth)


@auxiliary("1", title="Grazing pressure", title_zh="放牧压力")
def grazing_pressure(illicit_share, rotation_share, rotation_damage):
    """The share of grass grazed; rotation, which lets land rest, harms less."""
    return illicit_share + (1 - illicit_share) * rotation_share * rotation_damage


@auxiliary(FEED, title="Grass grazed in spite of the ban", title_zh="偷牧采食量")
def illicit_grass(forage_growth, illicit_share):
    """Its share of the growth."""
    return forage_growth * illicit_share


@auxiliary(FEED, title="Grass grazed by rotation", title_zh="轮牧采食量")
def rotation_grass(forage_growth, illicit_share, rotation_share):
    """Its share of the rest."""
    return forage_growth * (1 - illicit_share) * rotation_share


@auxiliary(FEED, title="Grass cut", title_zh="刈割草量")
def cut_grass(forage_growth, illicit_share, rotation_share, grass_feed_share):
    """What can be mown of what is not grazed."""
    return forage_growth * (1 - illicit_share) * (1 - rotation_share) * grass_feed_share


@auxiliary(FEED, title="Grass left standing", title_zh="留存草量")
def standing_grass(forage_growth, illicit_share, rotation_share, grass_feed_share):
    """It covers the ground."""
    return forage_growth * (1 - illicit_share) * (1 - rotation_share) * (1 - grass_feed_share)


grass_account = Balance(
    FEED, ("forage_growth",), ("illicit_grass", "rotation_grass", "cut_grass", "standing_grass"),
    title="Grass is grazed, cut or left", title_zh="产草量等于采食、刈割与留存",
)  # fmt: skip


# -- fodder ------------------------------------------------------------------------------------------------------------
@auxiliary(AREA, title="Sown forage planned", title_zh="计划新增人工饲草地")
def forage_demand(forage_programme, funded_share_base, forage_area, forage_limit):
    """The programme before funding; it tapers as land fit for it runs out."""
    return forage_programme / funded_share_base * np.maximum(1 - forage_area / forage_limit, 0)


@flow(AREA, into="forage_area", title="Forage sown", title_zh="人工饲草地建成")
def forage_sowing(forage_demand, funded_share):
    """What of the plan is funded; farmers renew what stands."""
    return forage_demand * funded_share


@auxiliary(FEED, title="Fodder of fields", title_zh="农作物饲料供给")
def crop_fodder(crop_feed, season_water_adequacy, farmland_yield):
    """Straw and silage grow with the crops."""
    return crop_feed * season_water_adequacy * farmland_yield


@auxiliary(FEED, title="Fodder of sown land", title_zh="人工饲草供给")
def sown_fodder(forage_area, forage_yield, vegetation_rain_effect):
    """Most of it lives on rain."""
    return forage_area * forage_yield * vegetation_rain_effect


@auxiliary(FEED, title="Fodder at hand", title_zh="饲草料供给")
def fodder_supply(crop_fodder, sown_fodder, cut_grass):
    """Of fields, of sown land, and cut."""
    return crop_fodder + sown_fodder + cut_grass


@auxiliary("1", title="Part of its need that the herd is fed", title_zh="舍饲比例")
def fodder_ration(free_grazing_share, ban_evasion, illicit_share, rotation_reach, forage_growth, livestock, feed_need):
    """What it does not graze, in spite of the ban or by rotation."""
    rotation = rotation_reach * forage_growth / (livestock * feed_need + forage_growth)
    return 1 - (free_grazing_share * ban_evasion + rotation) * (1 - illicit_share)


@auxiliary("1", title="Adequacy of fodder", title_zh="饲草料保障程度")
def fodder_adequacy(livestock, feed_need, fodder_ration, fodder_supply, feed_sharpness):
    """Smooth minimum of 1 and fodder over what is to be fed."""
    need = livestock * feed_need * fodder_ration / fodder_supply
    return 1 / (1 + need**feed_sharpness) ** (1 / feed_sharpness)


@auxiliary("1", title="Feed adequacy", title_zh="饲草保障程度")
def feed_adequacy(fodder_ration, fodder_adequacy):
    """What is grazed, and what is fed as far as there is fodder."""
    return 1 - fodder_ration + fodder_ration * fodder_adequacy


@auxiliary("1", title="Share of the fodder used", title_zh="饲草料使用率")
def fodder_used_share(livestock, feed_need, fodder_ration, fodder_adequacy, fodder_supply):
    """What is fed over what is at hand."""
    return livestock * feed_need * fodder_ration * fodder_adequacy / fodder_supply


@auxiliary(FEED, title="Fodder of fields eaten", title_zh="采食农作物饲料")
def crop_fodder_eaten(crop_fodder, fodder_used_share):
    """Sources are used alike."""
    return crop_fodder * fodder_used_share


@auxiliary(FEED, title="Sown forage eaten", title_zh="采食人工饲草")
def sown_fodder_eaten(sown_fodder, fodder_used_share):
    """Sources are used alike."""
    return sown_fodder * fodder_used_share


@auxiliary(FEED, title="Cut grass eaten", title_zh="采食刈割草")
def cut_grass_eaten(cut_grass, fodder_used_share):
    """Sources are used alike."""
    return cut_grass * fodder_used_share


@auxiliary(FEED, title="Feed eaten", title_zh="采食总量")
def feed_eaten(livestock, feed_need, feed_adequacy):
    """Need, as far as there is feed."""
    return livestock * feed_need * feed_adequacy


feed_account = Balance(
    FEED, ("illicit_grass", "rotation_grass", "crop_fodder_eaten", "sown_fodder_eaten", "cut_grass_eaten"), ("feed_eaten",),
    title="Feed by source is what the herd eats", title_zh="各类饲草料等于采食总量",
)  # fmt: skip


# -- herd --------------------------------------------------------------------------------------------------------------
@flow("1e4 sheep_unit/year", into="livestock", title="Births", title_zh="繁殖")
def livestock_births(livestock, herd_birth_rate, feed_adequacy):
    """Fewer young live when feed is short."""
    return livestock * herd_birth_rate * feed_adequacy


@flow("1e4 sheep_unit/year", out_of="livestock", title="Sales", title_zh="出栏")
def livestock_sales(
    livestock, sales_rate, forced_sales, feed_adequacy, fodder_scarcity, restocking_response, destocking
):
    """More are sold when feed is short, and by policy; where fodder waits for heads, ewes are kept back."""
    kept_on = fodder_scarcity**restocking_response
    return livestock * (sales_rate * kept_on * (1 + forced_sales * (1 - feed_adequacy)) + destocking)


@flow("1e4 sheep_unit/year", into="animals_born", title="Births, counted", title_zh="繁殖计数")
def births_counted(livestock_births):
    """What the herd's account rests on."""
    return livestock_births


@flow("1e4 sheep_unit/year", into="animals_sold", title="Sales, counted", title_zh="出栏计数")
def sales_counted(livestock_sales):
    """What the herd's account rests on."""
    return livestock_sales


herd_account = Balance(
    HERD, ("livestock", "animals_sold"), ("livestock_base", "animals_born"),
    title="The herd is that of the base year and those born since, less those sold", title_zh="畜群平衡",
    counterpart="animals_born",
)  # fmt: skip


@auxiliary("1", title="What the herd gives, base year = 1", title_zh="畜牧产出指数（基年=1）")
def herd_output(herd_size, feed_adequacy, feed_adequacy_base):
    """Meat, milk and wool by what is eaten."""
    return herd_size * feed_adequacy / feed_adequacy_base


@auxiliary("1e8 CNY/year", title="Payments to herders", title_zh="草原禁牧补助资金")
def grazing_compensation_paid(grazing_compensation, basic_grassland_area, hundred_million_per_ten_thousand):
    """On basic grassland, by the treasury of the nation, at base-year prices."""
    return grazing_compensation * basic_grassland_area * hundred_million_per_ten_thousand
