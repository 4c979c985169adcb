"""An outcome of the solver as text: how the search ended, what it does to the economy, what conflicts, what frees it."""

from collections.abc import Mapping
from pathlib import Path

from model.plan.targets import series
from model.present.figures.wedges import wedges_text
from model.present.text import words
from model.present.text.prices import prices_text
from model.present.text.review import review_text

WORDS = {
    "en": {
        "converged": "converged",
        "interrupted": "interrupted, so that this is the best point so far and not converged",
        "stopped": "met, but stopped before the least effort",
        "not reached": "no path was found that meets every target: not reached from {starts} starts",
        "ended": "{message}; {met} of {count} targets met at effort {effort:.6g} ({runs} runs of the model, {seconds:.0f} s)",
        "starts": "starts ended at: {ends}",
        "residual": "largest miss {miss:.1e} of a target's half magnitude; the multipliers leave {left:.1e} of the effort's gradient",
        "end": "effort {effort:.6g}, misses adding up to {miss:.3g}",
        "effort": "effort: the squared distance of the levers from the scenario's own paths, in plausible yearly changes, and its bends",
        "headlines": "{year}, as it stands and as solved: {values}",
        "value": "{title} {before:,.6g} and {after:,.6g} {unit}",
        "left out": "targets not asked: {count} (restated elsewhere, without a variable, or of another year)",
        "alone": "targets not reached even alone: {count} (from {starts} starts each):",
        "one": "  {target}: reaches {nearest}; held by {limits}",
        "sets": "sets of targets that conflict, though every smaller part of each is met: {count} ({all}):",
        "all": "all there are",
        "some": "more may exist; solve.conflicts in the scenario says how many to look for, {most} here",
        "set": "  {targets} [{kind}]\n    cheapest to move: {cheapest}, to {nearest}; held by {limits}",
        "more": "  and {count} more, in diagnosis.json",
        "nothing": "no limit of a lever: they pull the same levers apart",
        "identity": "the audit, on the numbers of these targets alone: {message}",
        "consistent": "the least relaxation that lets all be met stands in {file}; solve it next",
        "kinds": {"identity": "by identity", "dynamics": "through the model"},
        "sides": {"high": "at its highest", "low": "at its lowest", "rise": "rising as fast as it may", "fall": "falling as fast as it may"},
    },
    "zh": {
        "converged": "已收敛",
        "interrupted": "已中断，所得为目前最好的结果，尚未收敛",
        "stopped": "目标已实现，但在达到最小努力之前停止",
        "not reached": "未找到能实现全部目标的路径：从{starts}个起点出发均未达到",
        "ended": "{message}；{count}项目标中实现{met}项，努力程度{effort:.6g}（运行模型{runs}次，{seconds:.0f}秒）",
        "starts": "各起点的终点：{ends}",
        "residual": "最大偏差为目标半量的{miss:.1e}；乘子未解释的梯度占{left:.1e}",
        "end": "努力程度{effort:.6g}、偏差合计{miss:.3g}",
        "effort": "努力程度：政策变量相对情景自身路径的距离（以合理年变动为单位）的平方及其弯折",
        "headlines": "{year}年（原情景与求解结果）：{values}",
        "value": "{title}{before:,.6g}与{after:,.6g} {unit}",
        "left out": "未纳入求解的目标：{count}项（重复表述、没有变量或年份不符）",
        "alone": "即使单独要求也未达到的目标：{count}项（各从{starts}个起点出发）：",
        "one": "  {target}：可达{nearest}；受限于{limits}",
        "sets": "相互冲突、但去掉任何一项即可实现的目标组：{count}组（{all}）：",
        "all": "已全部列出",
        "some": "可能还有；情景中的 solve.conflicts 规定查找数目，此处为{most}",
        "set": "  {targets}［{kind}］\n    最易调整：{cheapest}，可达{nearest}；受限于{limits}",
        "more": "  另有{count}组，见 diagnosis.json",
        "nothing": "并无政策变量的界限：各目标对同一变量要求相反",
        "identity": "核对（仅就这些目标自身的数值）：{message}",
        "consistent": "使全部目标得以实现的最小放宽已写入{file}，可接着求解",
        "kinds": {"identity": "由恒等式所致", "dynamics": "经由模型"},
        "sides": {"high": "已至上限", "low": "已至下限", "rise": "上升已达最快", "fall": "下降已达最快"},
    },
}  # fmt: skip
SHOWN = 12  # sets of each kind
LIMITS = 3  # of each set
JOIN = {"en": ", ", "zh": "、"}
HEADLINES = ("gdp", "primary_energy", "co2_emissions", "total_social_financing_increment")


def outcome_text(outcome, folder: Path, lang: str = "en") -> str:
    """What ``simulate solve`` prints.

    Parameters
    ----------
    outcome : model.solving.Outcome
    folder
        Where its files stand.
    lang
        ``en`` or ``zh``.
    """
    say, solution, system = WORDS[lang], outcome.solution, outcome.solution.problem.system
    lines = [review_text(outcome.review, lang)] if outcome.review else []
    lines += ended(solution.record, lang)
    lines.append(_headlines(outcome, say, lang))
    if outcome.diagnosis:
        lines += _conflicts(outcome, say, lang)
        lines.append(say["consistent"].format(file=Path(folder) / "consistent.yaml"))
    lines.append(say["left out"].format(count=outcome.left_out))
    lines.append(wedges_text(outcome.wedges, system, lang))
    if outcome.prices is not None:
        lines.append(prices_text(outcome.prices, solution, lang))
    return "\n".join(lines)


def message(search: Mapping, lang: str = "en") -> str:
    """In a clause, how a search ended, whose record is as of :func:`ended`."""
    say = WORDS[lang]
    key = search["message"] if search["message"] in say else "stopped" if search["met"] else "not reached"
    return say[key].format(starts=len(search["starts"]))


def ended(search: Mapping, lang: str = "en") -> list[str]:
    """How a search ended, line by line.

    Parameters
    ----------
    search
        The record of it, as :attr:`model.plan.solve.least_effort.Solution.record` and ``provenance.json`` have it.
    """
    say = WORDS[lang]
    told = {"effort": search["effort"], "runs": search["runs"], "seconds": search["seconds"], "count": search["asked"]}
    told["message"] = message(search, lang)
    lines = [say["ended"].format(met=search["reached"], **told)]
    ends = JOIN[lang].join(say["end"].format(**end) for end in search["starts"])
    if ends:
        lines.append(say["starts"].format(ends=ends))
    if search["met"]:
        lines.append(say["residual"].format(miss=search["largest_miss"], left=search["stationarity"]))
    return [*lines, say["effort"]]


def _headlines(outcome, say, lang):
    last = int(outcome.dataset["year"][-1])
    values = [
        say["value"].format(
            title=outcome.dataset[name].attrs["long_name_zh" if lang == "zh" else "long_name"],
            before=float(outcome.baseline[name].sel(year=last)),
            after=float(series(outcome.dataset, name).sel(year=last)),
            unit=words.unit(outcome.dataset[name].attrs["units"], lang, name),
        )
        for name in HEADLINES
        if name in outcome.dataset
    ]
    return say["headlines"].format(year=last, values=("；" if lang == "zh" else "; ").join(values))


def _conflicts(outcome, say, lang):
    problem = outcome.solution.problem
    found, names = outcome.diagnosis, Names(problem.targets, problem.system, lang)
    alone = [conflict for conflict in found["conflicts"] if len(conflict["targets"]) == 1]
    sets = [conflict for conflict in found["conflicts"] if len(conflict["targets"]) > 1]
    if alone:
        yield say["alone"].format(count=len(alone), starts=found["starts"])
        yield from _shown([say["one"].format(**names.told(conflict)) for conflict in alone], say)
    if sets:
        most = outcome.solution.options.conflicts
        yield say["sets"].format(count=len(sets), all=say["all" if found["complete"] else "some"].format(most=most))
        yield from _shown([say["set"].format(**names.told(conflict)) for conflict in sets], say)
    yield from (say["identity"].format(message=finding["message"]) for finding in found["identity_conflicts"])


def _shown(lines, say):
    yield from lines[:SHOWN]
    if len(lines) > SHOWN:
        yield say["more"].format(count=len(lines) - SHOWN)


class Names:
    """What a reader calls targets, levers and their limits."""

    def __init__(self, targets, system, lang):
        self.say, self.lang, self.system = WORDS[lang], lang, system
        self.targets = {target.id: target for target in targets}

    def told(self, conflict: Mapping) -> dict[str, str]:
        """The parts of a line on a conflict."""
        cheapest = self.targets[conflict["cheapest"]]
        reached = conflict["nearest"][cheapest.id]
        return {
            "target": self._label(cheapest),
            "targets": " + ".join(self._label(self.targets[name]) for name in conflict["targets"]),
            "kind": self.say["kinds"][conflict["kind"]],
            "cheapest": cheapest.id,
            "nearest": "–" if reached is None else f"{reached:.6g} {self._unit(cheapest)}".strip(),
            "limits": self.limits(conflict["binding"]),
        }

    def limits(self, binding) -> str:
        """The limits of levers that hold a set, the weightiest few."""
        return JOIN[self.lang].join(self._limit(limit) for limit in binding[:LIMITS]) or self.say["nothing"]

    def _label(self, target):
        label = target.label_zh if self.lang == "zh" else target.label
        value = (
            "" if target.value is None else f" {target.value:g}{'' if target.upper is None else f'–{target.upper:g}'}"
        )
        return f"{label}{value} {self._unit(target)}".strip() + f" ({target.id})"

    def _unit(self, target):
        return words.unit(target.unit or "1", self.lang, target.variable.partition("[")[0])

    def _limit(self, limit):
        declaration = self.system.declarations[limit["lever"].partition("[")[0]]
        title = declaration.title_zh if self.lang == "zh" else declaration.title
        return f"{title} ({self.say['sides'][limit['limit']]})"
