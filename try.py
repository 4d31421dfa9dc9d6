import subprocess, sys
from playwright.sync_api import expect
from tests.browser.chromium import playwright_driver, launch
from tests.browser import chromium
from tests.browser.server import serving, StubWorkerHandler
from publishing.site import SITE
link=subprocess.run(["node","try.mjs"],capture_output=True,text=True).stdout.strip()
with serving(SITE, handler=StubWorkerHandler) as url, playwright_driver() as p:
    b=launch(p, chromium.find_headless())
    c=b.new_context(viewport={"width":390,"height":844},locale="en-GB")
    pg=c.new_page()
    pg.on("console",lambda m:print("console",m.text)); pg.on("pageerror",lambda e:print("ERR",e))
    pg.goto(url+link)
    expect(pg.locator("#tool[data-filled]")).to_be_attached()
    print(pg.url[-60:])
    pg.screenshot(path="/tmp/w/s1.png")
    pg.locator("#begin-answering").click()
    pg.screenshot(path="/tmp/w/s2.png")
    print(pg.url[-60:], pg.locator("[data-question]").count())
    pg.locator(".current-question input[value=amber]").check()
    pg.locator("#question-continue").click()
    print(pg.url[-60:])
    pg.locator(".current-question input[value=unknown]").check()
    pg.reload()
    pg.evaluate("location.hash = document.querySelector('[data-go=send]').getAttribute('href')")
    pg.screenshot(path="/tmp/w/s3.png", full_page=True)
    pg.locator("#copy-response").click()
    pg.wait_for_timeout(300)
    print(pg.locator("#response-text").input_value(), pg.locator("#response-copied").inner_text())
    print(pg.evaluate("Object.keys(localStorage)"))
    with pg.expect_download() as d: pg.locator("#save-response").click()
    print(d.value.suggested_filename)
    pg.set_viewport_size({"width":1366,"height":768})
    pg.locator("[data-go=welcome]").click(); pg.screenshot(path="/tmp/w/s4.png")
    pg.locator("#begin-answering").click(); pg.screenshot(path="/tmp/w/s5.png")
    pg.goto(url+link[:-30]); pg.reload(); pg.wait_for_timeout(300); pg.screenshot(path="/tmp/w/s6.png")
    b.close()
