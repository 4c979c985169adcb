"""Whether a record stands where it says, held on a small made-up gazette."""

import pytest
from made_targets import target

from model.plan.audit.gazette import documents, misplaced

ORDER, PLAN = "某政发〔2020〕1号", "某政办发〔2020〕2号"
TEXT = f"""# 公报目录
(某政发[2020]1号) ..... (3)

# 某区实施意见

{ORDER}

## 一、总体要求

（一）意义。本条没有数字。

(二) 目标。到2025年森林覆盖率达到21%以上，全部
实现集中供水。

## 二、任务

（十二）道路。建成5条—10条道路，总长10.8万公里。

# 某区规划

{PLAN}

## 第一章 回顾

### 一、成效

(一) 金融。存款 820.5亿元，翻番。

表1：情况一览

项目\t2015年\t2020年
存款\t400\t820.5

（二）保险。

## 第十二章 发展目标

### 第二节 指标

专栏3 主要指标
类别\t指 标\t2020年\t2025年
生活\t1\t自来水普及率\t91\t98
\t2\t污水治理率\t20.5\t40

专栏4 工程
1. 水厂147座。
2. 管网三处。

#### 第三节 其他
<sup>①</sup> 分担50%，其余20%。
"""


def record(printed, place, document=PLAN):
    return target("x", "level", printed=printed, place=place, document=document)


@pytest.mark.parametrize(
    ("document", "place", "printed"),
    [
        (ORDER, "article 2", "21"),
        (ORDER, "article 2", "集中供水"),
        (ORDER, "article 12", "5/10"),
        (ORDER, "article 12", "10.8"),
        (PLAN, "chapter 1 section 1 item 1", "820.5"),
        (PLAN, "chapter 1 section 1", "翻番"),
        (PLAN, "chapter 1", "翻番"),
        (PLAN, "table 1 row 1 column 2", "820.5"),
        (PLAN, "box 3 row 1", "98"),
        (PLAN, "box 3 row 2", "20.5"),
        (PLAN, "box 4 item 1", "147"),
        (PLAN, "footnote 1", "50"),
        (PLAN, "chapter 12 section 3 footnote 1", "50"),
        (PLAN, "table 1 row 1", "820.5"),
    ],
)
def test_what_stands_there_is_found(document, place, printed):
    assert misplaced([record(printed, place, document)], TEXT) == []


@pytest.mark.parametrize(
    ("document", "place", "printed"),
    [
        (ORDER, "article 1", "21"),  # in the next article
        (ORDER, "article 12", "10"),  # 10 stands there, 10.8 does not make another
        (ORDER, "article 12", "0.8"),
        (ORDER, "article 12", "5/11"),
        (ORDER, "article 13", "5"),
        (PLAN, "article 2", "21"),  # another document
        (PLAN, "chapter 12 section 3", "98"),
        (PLAN, "box 3 row 2", "98"),
        (PLAN, "box 4 item 2", "147"),
        (PLAN, "table 1", "翻番"),
        (PLAN, "table 1 row 1 column 1", "820.5"),
        (PLAN, "table 1 row 2", "820.5"),
        (PLAN, "chapter 1 section 1 item 1 footnote 1", "50"),
        (PLAN, "chapter 12", "820.5"),
    ],
)
def test_what_does_not_is_named(document, place, printed):
    if printed == "10":
        assert misplaced([record(printed, place, document)], TEXT.replace("—10条", "条")) != []
        return
    (fault,) = misplaced([record(printed, place, document)], TEXT)
    assert fault == f"t1: found no '{printed.split('/')[-1]}' in {document} {place}"


def test_every_place_is_read_once():
    places = [place for place, _ in documents(TEXT)[ORDER]]
    assert places == [{}, {"section": 1}, {"section": 1, "item": 1}, {"section": 1, "item": 2}, {"section": 2}] + [
        {"section": 2, "item": 12}
    ]


def test_a_text_without_the_documents_is_refused():
    with pytest.raises(ValueError, match="found none of the documents"):
        misplaced([record("1", "article 1")], "一份别的文件")
