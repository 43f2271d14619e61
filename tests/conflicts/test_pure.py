"""What comparing may know of English: nothing, but for the sentences that it prints."""

from __future__ import annotations

import ast
from pathlib import Path

import factcheck.conflicts

FOLDER = Path(factcheck.conflicts.__file__).parent
# where the words of a source are printed or held against each other, not read
AS_THEY_ARE = {
    "board.py": "a citation's words, and which are repeated",
    "wording.py": "a value as printed",
    "uttered.py": "a quotation as printed",
    "probability.py": "how many words a quotation has",
    "fc304_persons.py": "a name as printed",
    "fc105_nouns.py": "a value as printed, and how much two sentences have in common",
}
OF_A_TEXT = {"surface", "quote", "text"}
MEASURES = {
    "deaths",
    "injured",
    "casualties",
    "missing",
    "trapped",
    "detained",
    "displaced",
    "hospitalised",
    "hostages",
}


def test_no_rule_reads_the_words_of_a_source():
    reading = {
        path.name
        for path in FOLDER.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf8")))
        if isinstance(node, ast.Attribute) and node.attr in OF_A_TEXT and ast.unparse(node) != "slip.text"
    }
    assert reading == set(AS_THEY_ARE)


def test_no_rule_names_a_measure_of_people():
    named = [
        f"{path.name}:{node.lineno}: {node.value}"
        for path in FOLDER.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf8")))
        if isinstance(node, ast.Constant) and node.value in MEASURES
    ]
    assert named == []
