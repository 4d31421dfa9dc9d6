"""Every page may load, run and contact the site itself and nothing else."""

from __future__ import annotations

import re

import pytest

from publishing import policy
from publishing.site import SITE

PAGES = sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html"))


def directives(html: str) -> dict[str, list[str]]:
    found = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert len(found) == 1
    return {part.split()[0]: part.split()[1:] for part in found[0].split("; ")}


SOURCE = re.compile(r"'self'|'none'|blob:|data:|'wasm-unsafe-eval'|'sha256-.*'|'unsafe-inline'")


@pytest.mark.parametrize("name", PAGES)
def test_no_page_may_reach_anything_but_the_site(name: str) -> None:
    allowed = directives((SITE / name).read_text("utf-8"))
    assert allowed["default-src"] == ["'none'"]
    assert allowed["form-action"] == ["'none'"]
    assert allowed.get("connect-src", ["'self'"]) == ["'self'"]
    for name, sources in allowed.items():
        for source in sources:
            assert re.fullmatch(
                r"'self'|'none'|blob:|data:|'wasm-unsafe-eval'|'sha256-.*'|'unsafe-inline'", source
            )
        if name == "script-src":
            assert not {"'unsafe-inline'", "'unsafe-eval'", "blob:", "data:"} & set(sources)


def test_the_policy_comes_before_every_script_and_style() -> None:
    html = policy.with_policy(
        '<head>\n<meta charset="utf-8">\n<style>p{}</style><script>let a</script></head>'
    )
    assert html.index("Content-Security-Policy") < html.index("<style>")


def test_each_inline_script_is_named_by_its_hash_and_data_is_not() -> None:
    page = '<script>one()</script><script src="x"></script><script type="application/json">{}</script>'
    # printf %s 'one()' | openssl dgst -sha256 -binary | base64
    assert re.findall(r"'sha256-([^']*)'", policy.policy(page)) == [
        "HR7iaask9daLMRRskMI++QeJtjWDOjyPA6lGzYGzKW4="
    ]


@pytest.mark.parametrize("html", ["<head></head>", '<meta charset="utf-8"><meta charset="utf-8">'])
def test_a_page_of_another_shape_is_refused(html: str) -> None:
    with pytest.raises(ValueError, match="must contain"):
        policy.with_policy(html)
