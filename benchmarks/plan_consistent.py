"""Make scenarios/plan-consistent.yaml and its solution anew: `python benchmarks/plan_consistent.py`."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from dataclasses import replace  # noqa: E402

from model.plan.conflict.relaxation import comments  # noqa: E402
from model.plan.solution.outcome import find  # noqa: E402
from model.results.run import load_scenario  # noqa: E402
from model.scenario.save import write_scenario, yaml_text  # noqa: E402

SCENARIOS = ROOT / "scenarios"
TITLE = {
    "en": "The plan, with the least relaxation that lets all targets be met",
    "zh": "规划情景：以最小放宽使全部目标均可实现",
}
SCHEMA = "# yaml-language-server: $schema=./schema.json\n"


def main():
    """Solve the plan, relax it, and solve that."""
    plan = find(load_scenario(SCENARIOS / "plan.yaml"))
    relaxed = plan.relaxed
    data = {"name": "plan-consistent", "title": TITLE, "extends": "baseline.yaml"}
    data |= {"targets": relaxed.targets, "solve": {"worth": relaxed.solve["worth"]}}
    lines = ["Made by `simulate solve scenarios/plan.yaml`, which writes it as consistent.yaml.", *comments(plan.best)]
    path = SCENARIOS / "plan-consistent.yaml"
    path.write_text(SCHEMA + "".join(f"# {line}\n" for line in lines) + yaml_text(data), encoding="utf-8")
    solution = find(load_scenario(path))
    missed = [name for name, answer in solution.best.answers.items() if not answer.met]
    print(solution.best.message, "missed:", missed, "not kept:", [k for k, v in solution.best.keeps.items() if v])
    solved = replace(solution.scenario, name="plan-consistent-solved")
    write_scenario(solved, SCENARIOS / "plan-consistent-solved.yaml")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
