"""Modules that every start would import and nothing here calls, and what replaces each of them.

The build compiles the templates, so Jinja's compiler has no work in the browser. Pyodide imports asyncio,
with sockets and subprocesses, for Python that waits; the door is called synchronously. The workbook has no
charts. The build rehearses
every kind of request, and stops when one needs such a module; the tests in tests/engine/ compare the answers
with CPython's.
"""

from __future__ import annotations

import io
import zipfile

_EMPTY = "__all__ = ()\n"
_CHARTS = ("Area", "Bar", "Column", "Doughnut", "Line", "Pie", "Radar", "Scatter", "Stock")
STAND_INS = {
    "xlsxwriter/chart.py": "class Chart:\n    pass\n",
    **{f"xlsxwriter/chart_{kind.lower()}.py": f"Chart{kind} = None\n" for kind in _CHARTS},
    "jinja2/bccache.py": "BytecodeCache = FileSystemBytecodeCache = MemcachedBytecodeCache = object\n",
    "jinja2/compiler.py": "CodeGenerator = generate = None\n",
    "jinja2/lexer.py": "Lexer = TokenStream = get_lexer = None\n\nclass Failure:\n    pass\n",
    "jinja2/parser.py": "Parser = None\n",
    "asyncio/sslproto.py": _EMPTY,
    "asyncio/streams.py": f"{_EMPTY}StreamReader = StreamReaderProtocol = StreamWriter = None\n",
    "asyncio/subprocess.py": _EMPTY,
    "asyncio/unix_events.py": f"""{_EMPTY}
from .events import _BaseDefaultEventLoopPolicy as _DefaultEventLoopPolicy
""",
    "subprocess.py": "DEVNULL = PIPE = STDOUT = Popen = None\n",
}


def replace(sources: bytes) -> bytes:
    """A zip of sources with the stand-ins in place of the modules that it holds."""
    replaced = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sources)) as given, zipfile.ZipFile(replaced, "w") as made:
        for name in given.namelist():
            made.writestr(zipfile.ZipInfo(name), STAND_INS.get(name) or given.read(name))
    return replaced.getvalue()
