"""The main journey in three browser engines. Run with `make test-browsers`.

Chromium by Playwright, stock Firefox by WebDriver BiDi, WebKit (GTK) by its own driver. An engine that this
machine does not have is named, and is no failure; a step that goes wrong in one that it has is.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import websocket
from playwright.sync_api import sync_playwright
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.webkitgtk.service import Service

from publishing import machine
from publishing.machine import say
from publishing.site import SITE
from tests.browser.chromium import launch
from tests.browser.server import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE = 90.0
# `make accessibility` quotes it.
RESULTS = machine.ROOT / "build" / "engines.json"
WEBKIT_BROWSERS = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser"
FIREFOX_SETTINGS = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.download.folderList": 2,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}
# Keeps what the page hands to the person: where a browser puts files differs, and is not ours to test.
CATCH_FILES = """
window.caught = [];
const make = URL.createObjectURL;
URL.createObjectURL = (blob) => {
  blob.text().then((text) => window.caught.push({ type: blob.type, text }));
  return make.call(URL, blob);
};
"""


class Window(Protocol):
    """A window of a browser, as far as the journey needs one. `run` takes the body of a function."""

    version: str

    def open(self, url: str) -> None: ...
    def run(self, body: str) -> Any: ...
    def click(self, selector: str) -> None: ...
    def type(self, selector: str, text: str) -> None: ...
    def choose(self, selector: str, file: Path) -> None: ...


class ChromiumWindow:
    def __init__(self, page: Any, version: str) -> None:
        self.page = page
        self.version = f"Chromium {version}"

    def open(self, url: str) -> None:
        self.page.goto(url)

    def run(self, body: str) -> Any:
        return self.page.evaluate(f"() => {{ {body} }}")

    def click(self, selector: str) -> None:
        self.page.click(selector)

    def type(self, selector: str, text: str) -> None:
        self.page.type(selector, text)

    def choose(self, selector: str, file: Path) -> None:
        self.page.set_input_files(selector, file)


class FirefoxWindow:
    """Speaks WebDriver BiDi (W3C) over one connection."""

    def __init__(self, address: str) -> None:
        self.socket = websocket.create_connection(
            f"{address}/session", timeout=PATIENCE, suppress_origin=True
        )
        self.number = 0
        made = self.ask("session.new", capabilities={})
        self.version = f"Firefox {made['capabilities']['browserVersion']}"
        self.context = self.ask("browsingContext.create", type="tab")["context"]

    def ask(self, method: str, **parameters: Any) -> Any:
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("id") == self.number:
                if answer["type"] == "error":
                    raise AssertionError(f"{method}: {answer['message']}")
                return answer["result"]

    def open(self, url: str) -> None:
        # To an address that differs in its fragment alone a browser goes without loading.
        self.ask("browsingContext.navigate", context=self.context, url="about:blank", wait="complete")
        self.ask("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def run(self, body: str) -> Any:
        answer = self.ask(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await (() => {{ {body} }})()))()",
            target={"context": self.context},
            awaitPromise=True,
        )
        if answer["type"] == "exception":
            raise AssertionError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"].get("value") or "null")

    def element(self, selector: str) -> Any:
        found = self.ask(
            "browsingContext.locateNodes",
            context=self.context,
            locator={"type": "css", "value": selector},
            maxNodeCount=1,
        )["nodes"]
        assert found, f"there is no {selector}"
        return {"sharedId": found[0]["sharedId"]}

    def click(self, selector: str) -> None:
        self.run(f"document.querySelector({json.dumps(selector)}).scrollIntoView({{ block: 'center' }})")
        origin = {"type": "element", "element": self.element(selector)}
        moves = [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": origin},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self.ask(
            "input.performActions",
            context=self.context,
            actions=[{"type": "pointer", "id": "mouse", "actions": moves}],
        )

    def type(self, selector: str, text: str) -> None:
        self.click(selector)
        keys = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self.ask(
            "input.performActions",
            context=self.context,
            actions=[{"type": "key", "id": "keys", "actions": keys}],
        )

    def choose(self, selector: str, file: Path) -> None:
        self.ask("input.setFiles", context=self.context, element=self.element(selector), files=[str(file)])


class WebKitWindow:
    def __init__(self, driver: Any) -> None:
        self.driver = driver
        self.version = f"WebKitGTK {driver.capabilities['browserVersion']}"

    def open(self, url: str) -> None:
        self.driver.get("about:blank")
        self.driver.get(url)

    def run(self, body: str) -> Any:
        return self.driver.execute_script(body)

    def click(self, selector: str) -> None:
        found = self.driver.find_element(By.CSS_SELECTOR, selector)
        self.driver.execute_script("arguments[0].scrollIntoView({ block: 'center' })", found)
        found.click()

    def type(self, selector: str, text: str) -> None:
        self.driver.find_element(By.CSS_SELECTOR, selector).send_keys(text)

    def choose(self, selector: str, file: Path) -> None:
        self.driver.find_element(By.CSS_SELECTOR, selector).send_keys(str(file))


class Missing(Exception):  # noqa: N818 - it is no error, and is told as what it is
    """This machine does not have the engine; the message says what is wanted."""


@contextlib.contextmanager
def chromium() -> Iterator[Window]:
    with sync_playwright() as playwright:
        browser = launch(playwright, machine.chromium())
        yield ChromiumWindow(browser.new_page(), browser.version)
        browser.close()


@contextlib.contextmanager
def firefox() -> Iterator[Window]:
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if not program:
        raise Missing("Firefox (Debian: firefox-esr)")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        settings = {**FIREFOX_SETTINGS, "browser.download.dir": profile}
        Path(profile, "user.js").write_text(
            "".join(
                f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in settings.items()
            ),
            "utf-8",
        )
        started = subprocess.Popen(
            [program, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        try:
            assert started.stderr
            address = next(
                found[1]
                for line in started.stderr
                if (found := re.search(r"WebDriver BiDi listening on (ws://\S+)", line))
            )
            yield FirefoxWindow(address)
        finally:
            started.terminate()
            started.wait()


@contextlib.contextmanager
def webkit() -> Iterator[Window]:
    driver_program = shutil.which("WebKitWebDriver")
    browsers = sorted(Path("/").glob(WEBKIT_BROWSERS.lstrip("/")))
    if not driver_program or not browsers:
        raise Missing("WebKit (Debian: webkit2gtk-driver)")
    if not shutil.which("Xvfb"):
        raise Missing("a screen for WebKit (Debian: xvfb)")
    read = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x1000x24"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert read.stdout
        display = f":{read.stdout.readline().strip()}"
        options = webdriver.WebKitGTKOptions()
        options.binary_location = str(browsers[-1])
        options.add_argument("--automation")
        # As root, as in a container, its sandbox cannot be made.
        env = {
            "DISPLAY": display,
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
            "LIBGL_ALWAYS_SOFTWARE": "1",
        }
        service = Service(executable_path=driver_program, env={**os.environ, **env})
        driver = webdriver.WebKitGTK(options=options, service=service)
        driver.set_window_size(1300, 950)
        yield WebKitWindow(driver)
        driver.quit()
    finally:
        read.terminate()
        read.wait()


def wait(window: Window, condition: str, what: str) -> None:
    """Until a condition, as an expression, holds in the page."""
    deadline = time.monotonic() + PATIENCE
    while not window.run(f"return Boolean({condition})"):
        if time.monotonic() > deadline:
            raise AssertionError(f"waited in vain for: {what}")
        time.sleep(0.1)


def _text(selector: str) -> str:
    return f"document.querySelector('{selector}').textContent"


def _checked(rating: str) -> str:
    return f"document.getElementById('style-trust.{rating}').checked"


def _caught(window: Window, kind: str) -> str:
    wait(window, f"window.caught.some((file) => file.type.startsWith('{kind}'))", f"a file of {kind}")
    return str(window.run(f"return window.caught.find((file) => file.type.startsWith('{kind}')).text"))


def journey(window: Window, folder: Path) -> Iterator[str]:
    """The steps of a coordinator; each is named when it is done."""
    with contextlib.ExitStack() as hosted:
        url = hosted.enter_context(serving(SITE)) + "tool/"
        window.open(f"{url}#style")
        wait(window, f"!{_text('#save-status')}.includes('needs JavaScript')", "the page's script")
        window.click('label[for="style-trust.amber"]')
        window.type('[id="style-trust.note"]', "seen in every engine")
        wait(window, f"{_text('#save-status')}.includes('Saved in this browser')", "the answer is saved")
        yield "answer, and write a note"

        window.open(f"{url}#style")
        wait(
            window,
            "document.querySelector('[id=\"style-trust.amber\"]').checked",
            "the answer after a reload",
        )
        wait(
            window,
            "document.querySelector('[id=\"style-trust.note\"]').value === 'seen in every engine'",
            "note",
        )
        yield "reload: all of it is there"

        ready = "document.querySelector('#overview').dataset.state === 'ready'"
        wait(window, ready, "the overview")
        wait(window, f"{_text('#overview')}.includes('1 of 52 questions answered')", "the overview's count")
        yield "overview"

        window.run(CATCH_FILES)
        window.click("#download-report")
        assert "seen in every engine" in _caught(window, "text/html")
        yield "report"

        window.click("#save-copy")
        record = json.loads(_caught(window, "application/json"))
        assert record["rounds"][-1]["answers"]["style-trust"]["rating"] == "amber"
        record["rounds"][-1]["answers"]["style-trust"]["rating"] = "green"
        copy = folder / "copy.json"
        copy.write_text(json.dumps(record), "utf-8")
        window.choose("#open-file", copy)
        wait(window, "document.querySelector('#open-dialog').open", "what is in the file")
        window.click('[data-open-choice="replace"]')
        wait(window, _checked("green"), "the answer of the file")
        yield "save a copy, and open it"

        wait(
            window,
            f"/Ready for use|does not allow/.test({_text('#offline-status')})",
            "ready without a network",
        )
        told = str(window.run(f"return {_text('#offline-status')}"))
        if "does not allow" in told:
            yield "NOT RUN: without a network (this build of the engine has no service workers)"
            return
    window.open(f"{url}#style")
    wait(
        window,
        "document.querySelector('[id=\"style-trust.green\"]')?.checked",
        "the answer without a network",
    )
    wait(window, ready, "the overview without a network")
    yield "all of it without a network"


ENGINES: dict[str, Callable[[], contextlib.AbstractContextManager[Window]]] = {
    "Chromium": chromium,
    "Firefox": firefox,
    "WebKit": webkit,
}


def main() -> int:
    """Run the journey in each engine, and write down what was found; 1 if a step went wrong."""
    wrong = False
    found: list[dict[str, Any]] = []
    for name, engine in ENGINES.items():
        try:
            with engine() as window, tempfile.TemporaryDirectory() as folder:
                say(window.version)
                found.append({"version": window.version, "steps": []})
                for step in journey(window, Path(folder)):
                    say(f"  {step}")
                    found[-1]["steps"].append(step)
        except Missing as missing:
            say(f"{name}: NOT RUN. This machine has no {missing}.")
            found.append({"version": name, "steps": ["not run"]})
        except AssertionError as error:
            wrong = True
            say(f"  WRONG: {error}")
            found[-1]["steps"].append(f"WRONG: {error}")
    told = {"on": datetime.now().astimezone().date().isoformat(), "engines": found}
    RESULTS.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
