"""A solution as text: how the search ended, what the targets cost, and which of them conflict."""

import json
from pathlib import Path

WORDS = {
    "en": {
        "ended": "{message}: {met} of {count} targets met at effort {effort:.6g} ({runs} runs, {seconds:.0f} s)",
        "starts": "starts: {ends}; multipliers leave {left:.1e} of the effort's gradient",
        "end": "missed by {miss:.3g} at {effort:.6g}",
        "left out": "targets not asked: {count} (restated elsewhere, without a variable, or of another year)",
        "conflicts": "{count} sets of targets that conflict (each not reached from {starts} starts):",
        "set": "  {targets}  [{kind}]  cheapest to move: {cheapest}, reaches {nearest:.6g}; held by {limits}",
        "more": "  and {count} more, in diagnosis.json",
        "nothing": "no limit of a lever",
        "effort": "effort: squared distance from the scenario's own paths, in plausible yearly changes, and its bends",
    },
    "zh": {
        "ended": "{message}：{count}项目标中实现{met}项，努力程度{effort:.6g}（运行{runs}次，{seconds:.0f}秒）",
        "starts": "各起点：{ends}；乘子未解释的梯度占{left:.1e}",
        "end": "偏差{miss:.3g}，努力程度{effort:.6g}",
        "left out": "未纳入求解的目标：{count}项（重复表述、没有变量或年份不符）",
        "conflicts": "相互冲突的目标组共{count}组（每组均从{starts}个起点出发未能达到）：",
        "set": "  {targets}  [{kind}]  最易调整：{cheapest}，可达{nearest:.6g}；受限于{limits}",
        "more": "  另有{count}组，见 diagnosis.json",
        "nothing": "没有政策变量的限制",
        "effort": "努力程度：相对情景自身路径的距离（以合理年变动为单位）的平方及其弯折",
    },
}  # fmt: skip
SHOWN = 12


def solution_text(solution, left_out: int, folder: Path, lang: str = "en") -> str:
    """What ``simulate solve`` prints.

    Parameters
    ----------
    left_out
        How many targets of the scenario the solver was not asked for.
    folder
        Where ``diagnosis.json`` stands if targets were missed.
    """
    words, answers = WORDS[lang], list(solution.answers.values())
    told = {"message": solution.message, "effort": solution.effort, "runs": solution.runs, "seconds": solution.seconds}
    lines = [words["ended"].format(met=sum(answer.met for answer in answers), count=len(answers), **told)]
    ends = ", ".join(words["end"].format(miss=miss, effort=effort) for miss, effort in solution.starts)
    if solution.met:
        lines.append(words["starts"].format(ends=ends, left=solution.stationarity))
    elif (folder / "diagnosis.json").exists():
        lines += _conflicts(json.loads((folder / "diagnosis.json").read_text(encoding="utf-8")), words)
    return "\n".join([*lines, words["left out"].format(count=left_out), words["effort"]])


def _conflicts(found, words):
    conflicts = found.get("conflicts", [])
    lines = [words["conflicts"].format(count=len(conflicts), starts=found["starts"])]
    for conflict in conflicts[:SHOWN]:
        limits = ", ".join(f"{limit['lever']} ({limit['limit']})" for limit in conflict["binding"][:3]) or words["nothing"]
        told = {"targets": " + ".join(conflict["targets"]), "kind": conflict["kind"], "cheapest": conflict["cheapest"]}
        lines.append(words["set"].format(**told, nearest=conflict["nearest"][conflict["cheapest"]], limits=limits))
    return lines + [words["more"].format(count=len(conflicts) - SHOWN)] * (len(conflicts) > SHOWN)
