"""What Parley depends on is bounded, listed, and of a licence that is known."""

import json
import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
FILES = ("requirements.txt", "requirements-dev.txt")


def requirements(file):
    lines = (line.partition("#")[0].strip() for line in (ROOT / file).read_text().splitlines())
    return [Requirement(line) for line in lines if line]


@pytest.fixture(scope="module")
def components():
    """What the bill of materials lists: name -> component."""
    bill = json.loads((ROOT / "docs/bill-of-materials.cdx.json").read_text())
    assert bill["bomFormat"] == "CycloneDX"
    return {canonicalize_name(component["name"]): component for component in bill["components"]}


@pytest.mark.parametrize("file", FILES)
def test_every_requirement_has_an_upper_bound(file):
    open_ended = [
        str(one)
        for one in requirements(file)
        if not {part.operator for part in one.specifier} & {"<", "<=", "==", "~="}
    ]
    assert open_ended == []


def test_the_bill_of_materials_lists_what_is_required_in_a_version_that_is_allowed(components):
    for one in requirements("requirements.txt"):
        assert one.specifier.contains(components[canonicalize_name(one.name)]["version"]), one


def test_the_licence_of_every_package_is_known():
    rows = re.findall(r"^\| (\S+) +\| (\S+) +\| (.+?) +\|$", (ROOT / "docs/licences.md").read_text(), re.MULTILINE)
    licences = {name: licence for name, _, licence in rows if name not in ("Name", "------")}
    assert len(licences) > 50
    assert [name for name, licence in licences.items() if licence == "UNKNOWN"] == []
