import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator  # comes with nbclient

from model.errors import Problems
from model.scenario.schema import json_schema
from model.scenario.yaml import read_file
from model.sectors import load

FOLDER = Path(__file__).parents[1] / "scenarios"


@pytest.fixture(scope="module")
def committed():
    return json.loads((FOLDER / "schema.json").read_text(encoding="utf-8"))


def test_the_committed_schema_is_the_generated_one(committed):
    assert committed == json_schema(load()), "renew it: simulate schema > scenarios/schema.json"


def test_the_schema_is_draft_7(committed):
    assert committed["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(committed)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_shipped_scenarios_follow_the_schema(committed, path):
    data, _ = read_file(str(path), Problems())
    as_json = json.loads(json.dumps(data))  # years become texts, as an editor's check sees them
    assert [error.message for error in Draft7Validator(committed).iter_errors(as_json)] == []
    assert [*Draft7Validator(committed).iter_errors(as_json | {"lever": {}})]
