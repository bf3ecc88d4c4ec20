"""What `screen`, `plan` and `replay` print is a contract, and every fault of a bad file is told at once."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from coxa.cli.contract import REPORTS
from coxa.cli.main import main

GUIDE = Path(__file__).parents[2] / "docs" / "guide"
EXAMPLE = GUIDE / "example.toml"
COMMANDS = sorted(REPORTS)


def published(command):
    return json.loads((GUIDE / "schemas" / f"{command}.schema.json").read_text())


def run(command, file, capsys):
    code = main([command, str(file), "--json"])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.fixture
def scenario(tmp_path):
    def write(text):
        file = tmp_path / "scenario.toml"
        file.write_text(text)
        return file

    return write


@pytest.mark.parametrize("command", COMMANDS)
def test_published_schema_is_the_one_the_code_makes(command):
    made = REPORTS[command].model_json_schema(mode="serialization")
    assert published(command) == {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


@pytest.mark.parametrize("command", COMMANDS)
def test_example_output_keeps_to_the_schema(command, capsys):
    code, out, err = run(command, EXAMPLE, capsys)
    assert (code, err) == (0, "")
    Draft202012Validator(published(command)).validate(json.loads(out))


def test_example_in_words_says_the_decision_that_matters(capsys):
    assert main(["replay", str(EXAMPLE)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "2026-01-09 G03 left: regress (PR03) It hurt more than 5 out of 10. We go one step easier." in lines


def test_nothing_answered_is_an_emergency_and_gives_no_programme(scenario, capsys):
    file = scenario('title = "silence"')
    assert json.loads(run("screen", file, capsys)[1])["triage"] == "emergency"
    plan = json.loads(run("plan", file, capsys)[1])
    assert (plan["triage"], plan["programme"], plan["next_step"]) == ("emergency", None, "get_help")


def test_yes_to_a_red_flag_fires_it_with_reason_and_evidence(scenario, capsys):
    report = json.loads(run("screen", scenario('[answers]\nothers = "no"\nRF07 = "yes"'), capsys)[1])
    assert report["triage"] == "same_day"
    assert [fired["id"] for fired in report["fired"]] == ["RF07"]
    assert report["fired"][0]["because"]
    assert report["fired"][0]["evidence"] == ["glos-dvt", "coxa-practice"]


def test_country_sets_the_number_to_call(scenario, capsys):
    text = '[person]\ncountry = "US"\n[answers]\nothers = "no"\nRF01 = "yes"'
    report = json.loads(run("screen", scenario(text), capsys)[1])
    assert report["emergency_number"] == "911"
    assert "911" in report["fired"][0]["act"]


def test_without_a_professional_the_programme_is_the_gentlest(scenario, capsys):
    report = json.loads(run("plan", scenario('[answers]\nothers = "no"'), capsys)[1])
    assert report["programme"]["phase"] == "settle"
    assert max(line["effort"] for line in report["programme"]["prescriptions"]) == 3
    assert "CO09" in [reminder["rule"] for reminder in report["reminders"]]


def test_every_fault_of_a_bad_file_is_told_at_once(scenario, capsys):
    text = """
[answers]
RF01 = "maybe"
RF99 = "no"
[hip]
age = "old"
told = "gout"
[[session]]
day = 0
exercise = [{ id = "Z99", side = "left" }, { id = "G05", side = "up" }]
[[entry]]
kind = "pain"
average = 3
"""
    code, out, err = run("replay", scenario(text), capsys)
    assert (code, out) == (2, "")
    told = [line.split(": ")[0].rsplit("scenario.toml ")[-1] for line in err.splitlines()]
    assert told == sorted(told)
    for where in (
        "answers.RF01",
        "answers.RF99",
        "hip hip.age",
        "entry 1",
        "session 1 exercise 1",
        "session 1 exercise 2",
    ):
        assert any(place.startswith(where) for place in told), where


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"title = ", "is not valid TOML"),
        (b"\xff\xfe", "is not UTF-8 text"),
        (b"nonsense = 1", "Extra inputs are not permitted"),
        (b"#" * (4 * 1024 * 1024 + 1), "is larger than 4 MB"),
    ],
)
def test_unreadable_file_says_why_and_exits_2(content, says, tmp_path, capsys):
    file = tmp_path / "bad.toml"
    file.write_bytes(content)
    code, out, err = run("plan", file, capsys)
    assert (code, out) == (2, "")
    assert says in err


def test_missing_file_says_so_and_exits_2(tmp_path, capsys):
    code, out, err = run("plan", tmp_path / "none.toml", capsys)
    assert (code, out) == (2, "")
    assert "cannot be read (No such file or directory)" in err


def test_same_file_gives_the_same_bytes(capsys):
    assert run("replay", EXAMPLE, capsys) == run("replay", EXAMPLE, capsys)
