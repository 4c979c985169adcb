"""Dimensions that several sectors share: their labels and titles. A sector imports these, and no other sector."""

from model.engine.declare import Dimension

branch = Dimension(
    "branch",
    {
        "agriculture": ("Farming", "农林牧渔业"),
        "coal": ("Coal mining", "煤炭采选业"),
        "power": ("Electric power", "电力"),
        "other_industry": ("Other industry", "其他工业"),
        "construction": ("Construction", "建筑业"),
        "services": ("Services", "服务业"),
    },
)
capital_branch = Dimension(
    "capital_branch",
    {
        "coal": ("Coal mining", "煤炭采选业"),
        "other_industry": ("Other industry", "其他工业"),
        "services": ("Services, construction and farming", "服务业、建筑业与农业"),
    },
)
energy_user = Dimension(
    "energy_user",
    {
        "agriculture": ("Farming", "农业"),
        "coal": ("Coal mining", "煤炭采选"),
        "other_industry": ("Other industry", "其他工业"),
        "construction": ("Construction", "建筑业"),
        "services": ("Services and transport", "服务业与交通"),
        "households": ("Households", "居民生活"),
    },
)
plant_class = Dimension(
    "plant_class",
    {
        "ultra_supercritical": ("Ultra-supercritical", "超超临界"),
        "supercritical": ("Supercritical", "超临界"),
        "subcritical": ("Subcritical", "亚临界"),
        "small": ("Small and captive", "小机组与自备机组"),
    },
)
plant_age = Dimension(
    "plant_age", {"young": ("Young", "前期"), "middle": ("Middle-aged", "中期"), "old": ("Old", "后期")}
)
season = Dimension(
    "season",
    {
        "spring": ("Spring", "春季"),
        "summer": ("Summer", "夏季"),
        "autumn": ("Autumn", "秋季"),
        "winter": ("Winter", "冬季"),
    },
)
block = Dimension(
    "block", {"midday": ("Midday", "午间"), "shoulder": ("Morning and afternoon", "早晚"), "night": ("Night", "夜间")}
)
wind_state = Dimension(
    "wind_state", {"calm": ("Calm", "小风"), "breeze": ("Breeze", "中风"), "windy": ("Windy", "大风")}
)
SLICE = (season, block, wind_state)
DAY = (season, wind_state)
water_user = Dimension(
    "water_user",
    {
        "agriculture": ("Agriculture", "农业"),
        "industry": ("Industry", "工业"),
        "household": ("Households", "生活"),
        "environment": ("Environment", "生态环境"),
    },
)
# -- programmes: rural works; towns and industry; services and cooperation ---------------------------------------------
RURAL = {
    "straw_use": ("Straw put to use", "秸秆综合利用"),
    "film_recovery": ("Farm film recovered", "农用残膜回收"),
    "manure_use": ("Manure put to use", "畜禽粪污综合利用"),
    "pesticide_efficiency": ("Pesticide use efficiency", "农药利用率"),
    "pesticide_packaging_recovery": ("Pesticide packaging recovered", "农药包装废弃物回收"),
    "rural_waste_villages": ("Villages with waste collection", "农村生活垃圾治理村庄"),
    "rural_central_sewage": ("Sewage of townships and central villages treated", "集镇与中心村生活污水处理"),
    "rural_tap_water": ("Rural tap water", "农村自来水普及率"),
    "safe_housing": ("Rural homes out of danger", "农村住房安全"),
    "rural_toilets": ("Rural sanitary toilets", "农村卫生厕所普及率"),
    "rural_waste_treatment": ("Rural waste treated", "农村生活垃圾处理率"),
    "rural_sewage": ("Rural sewage treated", "农村生活污水治理率"),
    "water_supply_guarantee": ("Reliability of water supply", "城乡供水保证率"),
    "water_quality": ("Supplied water up to standard", "供水水质达标率"),
    "integrated_water_supply": ("Town and country supplied as one", "城乡供水一体化率"),
    "suburban_sewage": ("Sewage of villages near towns treated", "城镇近郊农村生活污水治理"),
    "rural_black_water": ("Rural black waters cleaned", "农村黑臭水体治理"),
    "hardened_roads": ("Larger hamlets on hard roads", "自然村通硬化路"),
    "township_roads": ("Townships on roads of class three", "乡镇通三级及以上公路"),
    "income_projects": ("Migrant households with an income project", "移民家庭增收项目"),
    "village_industry": ("Migrant villages with a leading industry", "移民村主导产业"),
    "mountain_efficient_irrigation": ("Efficient irrigation in the southern hills", "南部山区库井灌区高效节灌"),
    "waste_sorting_rural": ("Rural waste sorting", "农村生活垃圾分类"),
    "resettled_income": ("Income of resettled people to the rural mean", "搬迁群众收入相对农村平均"),
    "fujian_villages": ("Fujian-Ningxia villages at the rural mean", "闽宁示范村达到农村平均水平"),
}  # fmt: skip
URBAN = {
    "industrial_solid_waste_use": ("Industrial solid waste put to use", "一般工业固废综合利用"),
    "rail_connection": ("Large sites joined to the railway", "铁路专用线接入"),
    "rail_freight_share": ("Freight of large firms by rail", "重点企业铁路货运占比"),
    "new_energy_buses_yinchuan": ("New buses of Yinchuan with new energy", "银川市新增公交车新能源占比"),
    "new_energy_buses_other_cities": ("New buses of other cities with new energy", "其他地级市新增公交车新能源占比"),
    "park_recycling": ("Industrial parks rebuilt for recycling", "园区循环化改造"),
    "discharge_permits": ("Fixed sources with discharge permits", "固定污染源排污许可"),
    "waste_sorting_yinchuan": ("Waste sorting in Yinchuan", "银川市生活垃圾分类"),
    "waste_sorting_other_cities": ("Waste sorting in other cities", "其他地级市生活垃圾分类"),
    "sanitary_cities": ("Cities and county towns named sanitary", "国家卫生城市（县城）"),
    "clean_heating": ("Clean heating in county towns", "县级城市清洁取暖"),
    "urban_sewage_treatment": ("City sewage treated", "城市生活污水集中处理"),
    "urban_sewage_collection": ("City sewage collected", "城市生活污水集中收集"),
    "sludge_treatment": ("Sludge made harmless", "污泥无害化处理"),
    "waste_incineration": ("Prefecture cities with waste incineration", "地级市生活垃圾焚烧处理"),
    "raw_waste_diversion": ("Raw waste kept from landfill", "原生垃圾零填埋"),
    "kitchen_waste_facilities": ("Prefecture cities with kitchen waste works", "地级市餐厨垃圾处理设施"),
    "building_retrofit": ("Old dwellings worth it retrofitted", "既有居住建筑节能改造"),
    "green_buildings": ("Green buildings among new ones in towns", "城镇新建绿色建筑占比"),
    "urban_black_water": ("Black waters of prefecture cities cleaned", "地级市黑臭水体治理"),
}  # fmt: skip
SERVICE = {
    "green_offices": ("Government offices run thriftily", "节约型机关"),
    "green_schools_communities": ("Green schools, communities and families", "绿色学校、社区、家庭"),
    "rural_medical_insurance": ("Medical insurance of low-income villagers", "农村低收入人口医保参保"),
    "medical_staffing": ("Villages and townships with clinic and staff", "乡村医疗机构和人员配备"),
    "education_retention": ("Retention over nine years of school", "九年义务教育巩固率"),
    "disabled_children_enrolment": ("Disabled children at school", "残疾儿童少年义务教育入学率"),
    "balanced_education": ("Counties with good balanced schools", "义务教育优质均衡县"),
    "senior_secondary_enrolment": ("Senior secondary enrolment", "高中阶段毛入学率"),
    "class_size": ("Preschool classes of standard size", "幼儿园班额达标"),
    "preschool_enrolment": ("Preschool enrolment", "学前教育毛入园率"),
    "preschool_counties": ("Counties with preschool for all", "学前教育普及普惠县"),
    "county_hospital_visits": ("Visits to doctors within the county", "县域就诊率"),
    "township_doctor_training": ("Township doctors trained in turn", "乡镇卫生院医生轮训"),
    "gigabit_key_villages": ("Key villages with gigabit fibre", "重点村千兆光纤"),
    "villages_5g": ("Villages with 5G", "行政村通5G"),
    "household_jobs": ("Migrant households with a steady job", "移民家庭稳定就业"),
    "village_four_haves": ("Migrant villages with workshop, training, service and posts", "移民村就业“四有”"),
    "school_groups": ("Schools run in groups of town and country", "城乡集团化办学"),
    "guarantee_counties": ("Counties with a public guarantee company", "政府性融资担保县域覆盖"),
    "village_bank_counties": ("Counties with a village bank", "村镇银行县域覆盖"),
    "risk_sharing": ("Guarantees with shared risk", "融资担保风险分担业务覆盖"),
    "village_banks": ("Villages with a finance service point", "农村普惠金融服务覆盖"),
    "platform_coverage": ("Local finance firms on the supervision platform", "地方金融组织平台覆盖"),
}  # fmt: skip
RURAL_ITEMS = {
    "green_products": ("Certified green farm products, number", "绿色有机等农产品认证（个）"),
    "degraded_farmland": ("Degraded farmland treated, 1e4 mu", "治理退化耕地（万亩）"),
    "modern_farm_parks": ("National modern farm parks, number", "国家现代农业产业园（个）"),
    "tourism_villages": ("National tourism villages, number", "全国乡村旅游重点村镇（个）"),
    "beautiful_villages": ("Beautiful villages built, number", "美丽宜居村庄（个）"),
    "rural_water_sources": ("Rural water sources built, number", "农村水源工程（处）"),
    "drinking_water_projects": ("Drinking water works built, number", "饮水安全工程（处）"),
    "water_plants": ("Rural water plants built, number", "农村水厂（座）"),
    "village_pipes": ("Village water pipes laid, km", "村级配水管网（公里）"),
    "quake_safe_homes": ("Homes made safe against earthquakes, households", "抗震宜居农房改造（户）"),
    "migrant_villages": ("Migrant villages improved, number", "移民村（社区）提升（个）"),
    "traditional_villages": ("Traditional villages cared for, number", "特色保护类传统村落（个）"),
    "demonstration_villages": ("Demonstration villages of Minning, number", "闽宁镇示范村（个）"),
    "fujian_parks": ("Fujian-Ningxia parks upgraded, number", "闽宁产业园提档升级（个）"),
}  # fmt: skip
URBAN_ITEMS = {
    "green_parks": ("Green industrial parks, number", "绿色园区（个）"),
    "green_factories": ("Green factories, number", "绿色工厂（家）"),
    "technology_bases": ("Bases that show new technology, number", "科技成果转化示范基地（个）"),
    "green_technologies": ("Green techniques put to use, number", "绿色先进适用技术（项）"),
    "ecology_firms": ("Technology firms in ecology, number", "生态环境科技型企业（家）"),
}  # fmt: skip
SERVICE_ITEMS = {
    "ecology_platforms": ("Research platforms in ecology, number", "生态环境创新平台（家）"),
    "disease_types": ("Serious diseases with special care, number", "大病专项救治病种（种）"),
    "labour_transfers": ("Rural workers placed, person-times", "农村劳动力转移就业（人次）"),
    "lifted_labour_transfers": ("Workers lifted from poverty placed, person-times", "脱贫人口转移就业（人次）"),
    "digital_pilots": ("Pilots of digital villages, number", "数字乡村试点地区（个）"),
    "information_stations": ("Village information stations, number", "村级益农信息社（个）"),
    "fujian_firms": ("Fujian firms in Ningxia, number", "闽籍企业（商户）（家）"),
    "tertiary_hospitals": ("County hospitals of tertiary grade, number", "县级综合医院达三级乙等（家）"),
    "key_departments": ("Key departments of county hospitals, number", "县级医院重点专科（个）"),
    "fever_clinics": ("Fever clinics in central health centres, number", "中心卫生院发热门诊（个）"),
    "township_health_centres": ("Health centres of recommended standard, number", "乡镇卫生院达推荐标准（家）"),
    "cadres_in_fujian": ("Cadres sent to Fujian, persons", "赴闽挂职干部（人）"),
    "trained_in_fujian": ("Specialists trained in Fujian, persons", "赴闽培训人才（人）"),
    "paired_departments": ("Hospital departments built with Fujian, number", "闽宁共建专科（个）"),
    "visiting_doctors": ("Senior doctors from Fujian, person-times", "闽籍专家医师来宁（人次）"),
    "media_visits": ("Joint press tours, number", "联合采访行动（次）"),
    "vocational_pairs": ("Pairs of vocational schools, number", "职业院校结对（对）"),
    "school_pairs": ("Pairs of schools, number", "中小学校结对（对）"),
    "university_pairs": ("Pairs of universities, number", "高等院校结对（对）"),
    "principals_trained": ("Principals trained in Fujian, persons", "校（园）长赴闽跟岗（人）"),
    "visiting_experts": ("Experts from Fujian, person-times", "闽籍专家来宁（人次）"),
    "expert_bases": ("Bases of expert service, number", "专家服务基地（个）"),
    "exchanged_experts": ("Specialists exchanged, persons", "互派专业技术人才（人）"),
    "small_loan_companies": ("Small-loan companies of 500 million CNY and more, number", "资本金5亿元以上小额贷款公司（家）"),
    "state_listed_companies": ("State firms newly listed, number", "新增国有上市企业（家）"),
}  # fmt: skip
any_programme = Dimension("any_programme", RURAL | URBAN | SERVICE | RURAL_ITEMS | URBAN_ITEMS | SERVICE_ITEMS)
programme = Dimension("programme", RURAL | URBAN | SERVICE, within=any_programme)
programme_count_item = Dimension(
    "programme_count_item", RURAL_ITEMS | URBAN_ITEMS | SERVICE_ITEMS, within=any_programme
)

# -- programmes by what they do outside their own sector ---------------------------------------------------------------
FARM = (
    "straw_use", "manure_use", "film_recovery", "pesticide_efficiency", "income_projects", "village_industry",
    "hardened_roads", "township_roads",
)  # fmt: skip
SCHOOL = (
    "preschool_enrolment", "education_retention", "disabled_children_enrolment", "senior_secondary_enrolment",
    "balanced_education",
)  # fmt: skip
HYGIENE = ("rural_tap_water", "water_quality", "rural_toilets", "rural_sewage")
CARE = ("township_doctor_training", "county_hospital_visits")
farm_practice = Dimension("farm_practice", {label: programme.titles[label] for label in FARM}, within=programme)
schooling_programme = Dimension("schooling_programme", {label: SERVICE[label] for label in SCHOOL}, within=programme)
health_programme = Dimension(
    "health_programme", {label: programme.titles[label] for label in HYGIENE + CARE}, within=programme
)
job_programme = Dimension(
    "job_programme", {label: SERVICE[label] for label in ("household_jobs", "village_four_haves")}, within=programme
)
farm_item = Dimension(
    "farm_item",
    {label: RURAL_ITEMS[label] for label in ("degraded_farmland", "green_products", "modern_farm_parks")},
    within=programme_count_item,
)
placement = Dimension(
    "placement",
    {label: SERVICE_ITEMS[label] for label in ("labour_transfers", "lifted_labour_transfers", "fujian_firms")},
    within=programme_count_item,
)
