"""A request of every kind that the page sends, and sending them: the browser gets the modules they import."""

from __future__ import annotations

import base64
import json
import subprocess
import tempfile
import zlib
from pathlib import Path
from typing import Any

from publishing import machine

# What each kind of request contains besides the record.
DETAILS: dict[str, dict[str, Any]] = {
    "overview": {},
    "report": {"today": "2027-03-31"},
    "word": {"today": "2027-03-31"},
    "proposals": {"today": "2027-03-31"},
    "rounds": {},
    "actions": {"today": "2027-03-31", "show": "overdue", "group": "owner"},
    "open": {},
    "migrate": {},
    "partners": {"names": True, "opened": ["style-trust"]},
    "collect": {"files": []},
    "compare": {"today": "2027-03-31", "files": []},
}
# The same for the requests of `office`.
OFFICE_DETAILS: dict[str, dict[str, Any]] = {
    "excel": {"today": "2027-03-31"},
    "csv": {"today": "2027-03-31"},
    "calendar": {"today": "2027-03-31", "reminder": True},
}


def requests(sample: Path) -> list[str]:
    """The requests as the page sends them, and some with faults, since Python words the errors too.

    Args:
        sample: a record with something in every field.
    """
    text = sample.read_text("utf-8-sig")
    record = json.loads(text)
    older = {**record, "question_set_version": "0.1", "partnership": {"name": "", "preset": "", "words": {}}}
    damaged = {**record, "format": "one", "rounds": [{"answers": {"style-trust": {"rating": "purple"}}}]}
    asked = [
        {"ask": ask, **details, "record": whose, "file": _base64(text.encode())}
        for ask, details in DETAILS.items()
        for whose in (record, older, damaged)
    ]
    files = [{"name": "a", "file": _base64(file)} for file in _responses(record)]
    collected = [{"ask": "collect", "record": record, "files": files}]
    # Two partnerships, so that something is compared.
    named = [text, text.replace('"name": "', '"name": "Another ', 1)]
    files = [
        {"name": "a", "file": _base64(file)} for file in (*(one.encode() for one in named), *_files(text))
    ]
    compared = [{"ask": "compare", **DETAILS["compare"], "files": files}]
    opened = [{"ask": "open", "record": record, "file": _base64(file)} for file in _files(text)]
    return [
        json.dumps(request)
        for request in [*asked, *opened, *collected, *compared, {"ask": "nothing that there is"}]
    ]


def office_requests(sample: Path) -> list[str]:
    """The requests for files of other programs, with all that such a file may hold.

    Args:
        sample: a record with something in every field.
    """
    record = json.loads(sample.read_text("utf-8-sig"))
    last = record["rounds"][-1] | {"next": "2027-09-15"}
    planned = record | {"rounds": [*record["rounds"][:-1], last]}
    return [json.dumps({"ask": ask, **details, "record": planned}) for ask, details in OFFICE_DETAILS.items()]


def rehearse(
    python: bytes,
    question_set_json: str,
    requests: list[str],
    engine: Path = machine.PYODIDE,
    office: tuple[bytes, list[str]] | None = None,
) -> dict[str, Any]:
    """Send requests to the Python of a zip, under Node; returns the answers and the files that were imported.

    Args:
        python: the zip, which takes the place of Pyodide's standard library.
        question_set_json: the question set, as the browser reads it.
        requests: as the page sends them.
        engine: the folder of Pyodide.
        office: the second zip, and the requests that are sent when it has been added.

    Returns:
        ``{"answers": [...], "needed": [file names], "texts": [what Python compiled],
        "needed_then": [file names with those that the second zip needed]}``

    Raises:
        MachineError: Python does not start, or an answer shows a fault of the code.
    """
    with tempfile.TemporaryDirectory() as folder:
        contents = {
            "python.zip": python,
            "questions.json": question_set_json.encode(),
            "requests.json": json.dumps(requests).encode(),
        }
        if office:
            contents |= {"office.zip": office[0], "then.json": json.dumps(office[1]).encode()}
        files = [Path(folder, name) for name in contents]
        for file, content in zip(files, contents.values(), strict=True):
            file.write_bytes(content)
        done = subprocess.run(
            [str(machine.node() / "node"), "publishing/rehearse.mjs", *map(str, (engine, *files))],
            cwd=machine.ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode != 0:
        raise machine.MachineError(f"Python for the browser does not start:\n{done.stderr[-2000:]}")
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    errors = [answer["error"] for answer in result["answers"] if "error" in answer]
    # A module that is missing, or a stand-in that is called.
    if faults := [error["message"] for error in errors if error["kind"] == "fault"]:
        raise machine.MachineError("Python for the browser cannot answer:\n" + "\n".join(faults))
    return result


def _files(text: str) -> list[bytes]:
    """A report, a file with all records, each encoding that a copy may come in, and one that is refused."""
    data = f"data:application/json;base64,{_base64(text.encode())}"
    backup = {
        "program": "lsp-improvement-tool",
        "kind": "backup",
        "format": 1,
        "saved": "2027-03-31T10:00:00.000Z",
        "records": {"good": text, "bad": "cut off"},
    }
    accented = text.replace('"name": "', '"name": "Môn ', 1)
    return [
        f'<!doctype html><title>Report</title><a href="{data}">Save</a>'.encode(),
        json.dumps(backup).encode(),
        accented.encode("cp1252"),
        accented.encode("utf-16"),
        b"Dear all",
    ]


def response(record: dict[str, Any], answers: dict[str, Any]) -> dict[str, Any]:
    """A partner's answers to the current round of a record, as the partner's page saves them."""
    return {
        "program": "lsp-improvement-tool",
        "kind": "response",
        "format": 1,
        "question_set": record["question_set"],
        "question_set_version": record["question_set_version"],
        "invitation": {"round": record["rounds"][-1]["id"], "name": "", "partnership": ""},
        "respondent": {"id": "0f1e2d3c"},
        "answers": answers,
    }


def _responses(record: dict[str, Any]) -> list[bytes]:
    """A partner's answers as a file and in a mail, and a file that is neither."""
    saved = json.dumps(response(record, {"style-trust": {"rating": "red"}})).encode()
    packed = base64.urlsafe_b64encode(zlib.compress(saved)).decode().rstrip("=")
    mail = f"<p>&gt; BEGIN-PARTNER-ANSWERS {len(packed)}.{packed}</p>"
    return [saved, mail.encode(), b"Dear all"]


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
