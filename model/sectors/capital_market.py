"""Capital market: companies on three boards, bonds and equity, and the financial industry as a whole.

Stocks   other_financial_assets, listed_companies, innovation_board_companies, regional_board_companies
Told     emerging industries by structure, premiums and claims by insurance, output by economy
Gives    bonds_and_equity_supply to finance, other assets to banks, finance_value_added

Loop: regional board -> innovation tier -> listed companies -> bonds and equity (sector finance) -> investment -> income.
"""

import numpy as np

from model.engine.declare import Lever, Parameter, Stock, auxiliary, derived, flow, ratio

MONEY, RATE = "1e8 CNY", "1e8 CNY/year"

financial_assets_base = Parameter(MONEY, title="Financial assets, base year", title_zh="金融业资产总量（基年）")
finance_value_added_base = Parameter(RATE, title="Value added of finance, base year", title_zh="金融业增加值（基年）")
financial_assets_five_years_before = Parameter(
    MONEY, title="Financial assets, five years before", title_zh="金融业资产总量（五年前）"
)
insurance_asset_retention = Parameter(
    "1", title="Share of premiums less claims kept as assets here", title_zh="保费净额转为区内资产比例"
)
insurance_value_added_share = Parameter("1", title="Value added in premiums", title_zh="保费收入增加值率")
margin_rate_elasticity = Parameter("1", title="Elasticity of margins to the loan rate", title_zh="金融利差对利率的弹性")
listed_companies_five_years_before = Parameter(
    "count", title="Listed companies, five years before", title_zh="境内外上市公司数（五年前）"
)
pipeline_elasticity = Parameter("1", title="Elasticity of listing to the tier below", title_zh="上市对后备企业的弹性")
emerging_listing_elasticity = Parameter(
    "1", title="Elasticity of listing to the emerging share", title_zh="上市对战略性新兴产业比重的弹性"
)
innovation_entry_rate_base = Parameter(
    "count/year", title="Entries to the innovation tier, base year", title_zh="创新层年新增企业（基年）"
)
innovation_exit_rate = Parameter("1/year", title="Exit rate of the innovation tier", title_zh="创新层退出率")
regional_exit_rate = Parameter("1/year", title="Exit rate of the regional board", title_zh="四板退出率")
delisting_rate = Parameter("1/year", title="Delisting rate", title_zh="退市率")

listing_support = Lever("1", title="Support for listing", title_zh="上市扶持力度", domain=(0.0, 5.0))
regional_board_admission = Lever(
    "count/year", title="Admissions to the regional board", title_zh="四板挂牌企业年新增", domain=(0.0, 2000.0)
)

other_financial_assets = Stock(
    MONEY, initial="other_financial_assets_base", title="Financial assets other than loans", title_zh="其他金融资产"
)
listed_companies = Stock(
    "count", initial="listed_companies_base", title="Listed companies", title_zh="境内外上市公司数"
)
innovation_board_companies = Stock(
    "count",
    initial="innovation_board_companies_base",
    title="Companies in the NEEQ innovation tier",
    title_zh="新三板创新层企业数",
)
regional_board_companies = Stock(
    "count",
    initial="regional_board_companies_base",
    title="Companies on the regional board",
    title_zh="四板挂牌展示企业数",
)


# -- boards ------------------------------------------------------------------------------------------------------------
@derived("count/year", title="New listings at the start", title_zh="起始年新增上市公司")
def start_listings(listed_companies_base, listed_companies_five_years_before, five_years, delisting_rate):
    """Mean net increase of five years, and what replaces delistings."""
    return (
        listed_companies_base - listed_companies_five_years_before
    ) / five_years + delisting_rate * listed_companies_base


@flow("count/year", into="listed_companies", title="New listings", title_zh="新增上市公司")
def new_listings(
    start_listings, listing_support, innovation_board_companies, innovation_board_companies_base, pipeline_elasticity,
    strategic_emerging_share, strategic_emerging_share_base, emerging_listing_elasticity,
):  # fmt: skip
    """The mean rate of five years, by support, the tier below and the emerging industries."""
    pipeline = (innovation_board_companies / innovation_board_companies_base) ** pipeline_elasticity
    emerging = (strategic_emerging_share / strategic_emerging_share_base) ** emerging_listing_elasticity
    return start_listings * listing_support * pipeline * emerging


@flow("count/year", out_of="listed_companies", title="Delistings", title_zh="退市公司")
def delistings(listed_companies, delisting_rate):
    """A small part each year."""
    return listed_companies * delisting_rate


@flow(
    "count/year", into="innovation_board_companies", title="Entries to the innovation tier", title_zh="创新层新增企业"
)
def innovation_entries(
    innovation_entry_rate_base,
    listing_support,
    regional_board_companies,
    regional_board_companies_base,
    pipeline_elasticity,
):
    """By support and the regional board that feeds the tier."""
    pipeline = (regional_board_companies / regional_board_companies_base) ** pipeline_elasticity
    return innovation_entry_rate_base * listing_support * pipeline


@flow(
    "count/year", out_of="innovation_board_companies", title="Exits from the innovation tier", title_zh="创新层退出企业"
)
def innovation_exits(innovation_board_companies, innovation_exit_rate):
    """Promotion, demotion and withdrawal."""
    return innovation_board_companies * innovation_exit_rate


@flow("count/year", into="regional_board_companies", title="Regional board admissions", title_zh="四板新增挂牌企业")
def regional_admissions(regional_board_admission):
    """What the regional exchange admits."""
    return regional_board_admission


@flow("count/year", out_of="regional_board_companies", title="Regional board exits", title_zh="四板退出企业")
def regional_exits(regional_board_companies, regional_exit_rate):
    """Closure, withdrawal and promotion."""
    return regional_board_companies * regional_exit_rate


# -- the financial industry --------------------------------------------------------------------------------------------
@derived(MONEY, title="Financial assets other than loans, base year", title_zh="其他金融资产（基年）")
def other_financial_assets_base(financial_assets_base, loans_base):
    """What is left of the published financial assets."""
    return financial_assets_base - loans_base


@derived("1", title="Other financial assets acquired per GDP", title_zh="单位生产总值其他金融资产购置")
def other_asset_share(
    other_financial_assets_base, financial_assets_five_years_before, loans_five_years_before, five_years, insurance_asset_retention,
    premium_income_base, claims_base, base_year_carry, gdp_start,
):  # fmt: skip
    """The share at which other assets at first rise by their mean step of five years."""
    before = financial_assets_five_years_before - loans_five_years_before
    insurance = insurance_asset_retention * (premium_income_base - claims_base) * base_year_carry
    return ((other_financial_assets_base - before) / five_years - insurance) / gdp_start


@derived("1/year", title="Value added per financial assets", title_zh="单位金融资产增加值")
def financial_margin(
    finance_value_added_base, insurance_value_added_share, premium_income_base, base_year_carry, financial_assets_base
):
    """Value added of the base year beside insurance, over financial assets."""
    banking = finance_value_added_base - insurance_value_added_share * premium_income_base
    return banking * base_year_carry / financial_assets_base


@derived(RATE, title="Firms' bonds and equity at the start", title_zh="起始企业债券和股票融资")
def start_bonds_and_equity(bonds_and_equity_last_five_years, five_years):
    """The mean of five years."""
    return bonds_and_equity_last_five_years / five_years


@auxiliary(RATE, title="Supply of firms' bonds and equity", title_zh="企业债券和股票融资供给")
def bonds_and_equity_supply(
    start_bonds_and_equity, nominal_gdp, gdp_start, listed_companies, listed_companies_base, equity_market_elasticity
):
    """Scales with nominal output and the number of listed companies."""
    market = (listed_companies / listed_companies_base) ** equity_market_elasticity
    return start_bonds_and_equity * nominal_gdp / gdp_start * market


@flow(RATE, into="other_financial_assets", title="Other financial assets acquired", title_zh="其他金融资产购置")
def other_asset_acquisition(other_asset_share, nominal_gdp, insurance_asset_retention, premium_income, claims):
    """Bonds, interbank and insurance assets: a part of nominal output, and of what claims leave of premiums.

    Claims beyond premiums are paid by reinsurers and head offices, outside the region.
    """
    kept = np.maximum(premium_income - claims, 0)
    return other_asset_share * nominal_gdp + insurance_asset_retention * kept


@flow(
    RATE, into="other_financial_assets", title="Other assets renewed with inflation", title_zh="其他金融资产随通胀续投"
)
def other_asset_revaluation(other_financial_assets, excess_inflation):
    """The part of their return that makes up for inflation is invested anew."""
    return other_financial_assets * excess_inflation


@auxiliary(MONEY, base="financial_assets_base", title="Financial assets", title_zh="金融机构总资产")
def financial_assets(loans, other_financial_assets):
    """Loans and all other assets."""
    return loans + other_financial_assets


@auxiliary(RATE, base="finance_value_added_base", title="Value added of finance", title_zh="金融业增加值")
def finance_value_added(
    financial_margin, financial_assets, real_loan_rate, real_loan_rate_base, margin_rate_elasticity,
    insurance_value_added_share, premium_income,
):  # fmt: skip
    """Nominal: margin on assets, which moves with the loan rate, and a part of premiums."""
    rate_effect = (real_loan_rate / real_loan_rate_base) ** margin_rate_elasticity
    return financial_margin * financial_assets * rate_effect + insurance_value_added_share * premium_income


@ratio("%", title="Finance, share of GDP", title_zh="金融业增加值占GDP比重")
def finance_value_added_share(finance_value_added, nominal_gdp, percent):
    """Value added of finance over nominal GDP."""
    return finance_value_added / nominal_gdp * percent
