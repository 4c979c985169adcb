"""Guarantees: lending to small firms that is guaranteed and re-guaranteed, who bears its losses, and what that costs.

Stocks   none
Told     general_price by prices, guarantee_reach by programme_effects, bad_loans by credit
Gives    guarantee_support to finance, guarantee_compensation and guarantee_moral_hazard to credit, guarantee_public_cost to government_debt

The region's rule "5221" leaves a fifth of a loss with the lending bank. The more others bear, the more banks lend, and the
less they look at whom they lend to.
"""

import numpy as np

from model.engine.declare import Lever, Parameter, auxiliary, derived, flow

MONEY, RATE, SHARE = "1e8 CNY", "1e8 CNY/year", (0.0, 1.0)

guarantee_capital = Parameter(MONEY, title="Capital of public guarantee companies", title_zh="政府性融资担保机构资本")
guarantee_term = Parameter("year", title="Term of a guarantee", title_zh="担保期限")
guarantee_sharpness = Parameter("1", title="Sharpness of the limit of guarantees", title_zh="担保能力约束的尖锐度")
guarantee_additionality = Parameter(
    "1", title="Guaranteed lending that would not be made otherwise", title_zh="担保贷款中的净增比例", domain=SHARE
)
guarantee_default_rate = Parameter("1/year", title="Guaranteed loans that fail a year", title_zh="担保代偿率")
guarantee_fee_rate = Parameter("1/year", title="Fee of a guarantee", title_zh="担保费率")
guarantee_volume_base = Parameter(RATE, title="Guaranteed business, base year", title_zh="风险分担担保业务规模（基年）")
guarantee_leverage_base = Parameter("1", title="Guarantees over capital, base year", title_zh="担保放大倍数（基年）")
guarantee_loss_share_base = Parameter(
    "1", title="Loss that banks do not bear, base year", title_zh="银行以外分担损失比例（基年）", domain=SHARE
)

guarantee_volume = Lever(
    RATE, title="Guaranteed business with shared risk (base-year prices)", title_zh="风险分担担保业务年规模（基年价）",
    domain=(0.0, 1000.0),
)  # fmt: skip
guarantee_leverage = Lever(
    "1", title="Guarantees over capital at the most", title_zh="担保放大倍数上限", domain=(0.1, 15.0)
)
guarantee_loss_share = Lever(
    "1",
    title="Loss of guaranteed loans that banks do not bear",
    title_zh="担保贷款损失中银行以外分担比例",
    domain=SHARE,
)


@derived(MONEY, title="Guaranteed loans that stand, base year", title_zh="在保余额（基年）")
def guaranteed_loans_base(
    guarantee_volume_base, guarantee_term, guarantee_capital, guarantee_leverage_base, guarantee_sharpness
):
    """Smooth minimum of the business planned and of what capital carries."""
    planned = guarantee_volume_base * guarantee_term / guarantee_capital
    spread = planned**guarantee_sharpness + guarantee_leverage_base**guarantee_sharpness
    return guarantee_capital * planned * guarantee_leverage_base / spread ** (1 / guarantee_sharpness)


@derived(RATE, title="Losses of guaranteed loans made good at the start", title_zh="起始代偿额")
def guarantee_compensation_base(guaranteed_loans_base, guarantee_default_rate, guarantee_loss_share_base):
    """Of the base year."""
    return guaranteed_loans_base * guarantee_default_rate * guarantee_loss_share_base


@auxiliary("1", title="Guarantees at the most, to the capital of the base year", title_zh="担保能力上限相对基年资本")
def guarantee_limit(guarantee_leverage, guarantee_reach):
    """More companies bring capital, and capital that shares its risk carries more."""
    return guarantee_leverage * guarantee_reach


@auxiliary(MONEY, title="Guaranteed loans that stand (base-year prices)", title_zh="在保余额（基年价）")
def guaranteed_loans(guarantee_volume, guarantee_term, guarantee_capital, guarantee_limit, guarantee_sharpness):
    """Smooth minimum of the business planned and of what capital carries."""
    planned = guarantee_volume * guarantee_term / guarantee_capital
    spread = planned**guarantee_sharpness + guarantee_limit**guarantee_sharpness
    return guarantee_capital * planned * guarantee_limit / spread ** (1 / guarantee_sharpness)


@auxiliary(RATE, title="Lending added by guarantees", title_zh="担保带动的新增投放")
def guarantee_support(
    guaranteed_loans, guarantee_loss_share, guaranteed_loans_base, guarantee_loss_share_base, guarantee_term,
    guarantee_additionality, general_price,
):  # fmt: skip
    """Beyond that of the base year: by the loans guaranteed and by how much of their loss banks are spared."""
    cover = guaranteed_loans * guarantee_loss_share / guarantee_loss_share_base - guaranteed_loans_base
    return guarantee_additionality * cover / guarantee_term * general_price


@auxiliary(RATE, title="Guaranteed loans that fail", title_zh="担保贷款违约额")
def guaranteed_default(
    guaranteed_loans, guarantee_default_rate, guarantee_loss_share, guarantee_loss_share_base, general_price
):
    """More fail where banks bear little of it and look less."""
    looked_away = guarantee_loss_share / guarantee_loss_share_base
    return guaranteed_loans * guarantee_default_rate * looked_away * general_price


@auxiliary(RATE, title="Loans that fail as banks look less", title_zh="担保弱化审贷新增违约")
def guarantee_moral_hazard(guaranteed_default, guaranteed_loans, guarantee_default_rate, general_price):
    """Beyond what fails of as many loans at the share of loss of the base year, which defaults of other loans count."""
    return guaranteed_default - guaranteed_loans * guarantee_default_rate * general_price


@flow(RATE, out_of="bad_loans", title="Losses of guaranteed loans made good", title_zh="担保代偿")
def guarantee_compensation(guaranteed_default, guarantee_loss_share, bad_loans, one_year):
    """Guarantors, the fund and the government pay, and no more than has gone bad."""
    return np.minimum(guaranteed_default * guarantee_loss_share, bad_loans / one_year)


@auxiliary(RATE, title="Guarantees' cost to the public beyond that of the base year", title_zh="担保体系新增财政成本")
def guarantee_public_cost(
    guarantee_compensation, guarantee_compensation_base, guaranteed_loans, guaranteed_loans_base, guarantee_fee_rate,
    general_price,
):  # fmt: skip
    """What is made good less what fees bring in: capital that the public puts back."""
    fees = guarantee_fee_rate * (guaranteed_loans - guaranteed_loans_base) * general_price
    return guarantee_compensation - guarantee_compensation_base * general_price - fees
