"""What the documents promise is there."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(document):
    broken = [link for link in LINK.findall(document.read_text()) if not (document.parent / link).exists()]
    assert broken == []


def test_the_readmes_two_commands_are_there_and_are_what_ci_runs():
    readme = (ROOT / "README.md").read_text()
    for command in ("script/start", "script/test"):
        assert f"\n{command} " in readme
        assert (ROOT / command).stat().st_mode & 0o111
    assert "script/test" in (ROOT / ".ci" / "run").read_text()


def tracked(*patterns):
    listed = subprocess.run(["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=True)
    return listed.stdout.split()


def test_no_lock_embeds_a_download_address():
    assert tracked("*uv.lock", "*pylock*.toml") == []
    assert [lock for lock in tracked("lock/*") if "://" in (ROOT / lock).read_text()] == []
    assert [lock for lock in tracked("*package-lock.json") if '"resolved"' in (ROOT / lock).read_text()] == []


def test_coxa_never_looks_like_an_nhs_service():
    """Its design system is theirs, under MIT; its name, logo, font and hosts are not ours."""
    shown = tracked("src/coxa/web/static/**", "src/coxa/web/templates/**")
    banned = re.compile(rb"nhs\.uk|NHS England|frutiger|nhs-logo|nhsuk-logo", re.IGNORECASE)
    licences = {file for file in shown if "/licences/" in file}
    assert [file for file in shown if file not in licences and banned.search((ROOT / file).read_bytes())] == []


def test_every_module_stays_readable():
    """Past 350 lines a module has a second noun."""
    long = {file: len((ROOT / file).read_text().splitlines()) for file in tracked("src/*.py", "tests/*.py")}
    assert {file: lines for file, lines in long.items() if lines > 350} == {}
