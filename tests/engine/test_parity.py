"""Pyodide answers as CPython does, to the byte; so the tests in tests/browser/ may ask CPython."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from assessment import site
from assessment.door import Door
from assessment.record import format as record_format
from assessment.show.overview import overview
from assessment.show.report import report
from publishing import rehearsal, release
from publishing.site import SITE
from tests.browser.server import door
from tests.conftest import QUESTIONS

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from assessment.question_set.model import QuestionSet
    from tests.browser.tool_page import ToolPage

FOLDER = release.folder(SITE)

# Sends messages to the site's worker, as the page does, and returns the answers.
ASK = """([script, messages]) => new Promise((resolve, reject) => {
  const blob = URL.createObjectURL(new Blob([`import("${script}");`], { type: "text/javascript" }));
  const worker = new Worker(blob, { type: "module", name: "lsp" });
  const answers = [];
  worker.onmessage = ({ data }) => {
    if (data.type === "ready") messages.forEach((message, id) => worker.postMessage({ id, ...message }));
    if (data.type === "failed") reject(new Error(data.detail));
    if (data.type === "answer") answers[data.id] = data.answer;
    if (answers.filter(Boolean).length === messages.length) resolve(answers);
  };
})"""


def test_every_kind_of_request_is_answered_as_by_cpython(page: Page, site_url: str) -> None:
    sample = QUESTIONS / "sample_record.json"
    requests, office = rehearsal.requests(sample), rehearsal.office_requests(sample)
    messages = [{"request": request} for request in requests]
    messages += [{"request": request, "part": "office"} for request in office]
    page.goto(site_url)
    answers = page.evaluate(ASK, [f"{site_url}tool/{FOLDER.name}/worker.mjs", messages])
    of_office, answers = answers[len(requests) :], answers[: len(requests)]
    first = Door.from_json((FOLDER / "engine" / "questions-lsp.json").read_text("utf-8"))
    # Another zlib may compress a document or a workbook otherwise; what is in it is the same.
    assert list(map(unpacked, answers)) == [unpacked(first.handle(request)) for request in requests]
    assert sum('"ok": true' in answer for answer in answers) > len(answers) / 2
    assert list(map(unpacked, of_office)) == [unpacked(door().handle(request)) for request in office]


def unpacked(answer: str) -> str | dict[str, Any]:
    """An answer; one with a document or a workbook has its parts in place of its bytes."""
    made = json.loads(answer).get("answer", {})
    if not str(made.get("name")).endswith((".docx", ".xlsx")):
        return answer
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(made["base64"]))) as archive:
        return {**made, "base64": {name: archive.read(name) for name in archive.namelist()}}


def test_the_report_is_the_one_that_the_build_would_make(
    tool: ToolPage, sample_data: dict[str, Any], question_set: QuestionSet
) -> None:
    """The same record gives the same report in CPython and in Pyodide, to the byte."""
    given = json.loads((FOLDER / "engine" / "questions-lsp.json").read_text("utf-8"))
    question_set = replace(question_set, site=site.from_data(given["site"]))
    sample_data["partnership"] |= {"name": "Ynys Môn <b>\"&' 🏛", "preset": "psb"}
    sample_data["rounds"][-1]["answers"]["style-trust"]["note"] = "Zeile 1\nZeile 2 </p>"
    sample_data["rounds"][-1]["answers"]["asked-long-ago"] = {"rating": "red"}
    # Before any action is overdue, which the page says, and Python does not.
    tool.page.clock.set_fixed_time("2026-11-02T10:00:00")
    tool.store(sample_data)
    tool.open()
    tool.wait_for_overview()
    record = record_format.from_data(sample_data)
    assert tool.overview.inner_text()
    inner = tool.page.evaluate(
        """(html) => {
          const holder = document.createElement("div");
          holder.innerHTML = html;
          return holder.innerHTML;
        }""",
        overview(question_set, record),
    )
    assert tool.overview.inner_html() == inner
    download = tool.download("#download-report")
    today = date.fromisoformat(tool.page.evaluate("() => new Date().toLocaleDateString('sv-SE')"))
    expected = report(question_set, record, today)
    assert download.suggested_filename == expected.name
    assert download.path().read_text("utf-8") == expected.html
