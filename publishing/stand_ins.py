"""Modules that every start would import and nothing here calls, and what replaces each of them.

The build compiles the templates, so Jinja's compiler has no work in the browser. Pyodide is ready for Python
that waits (asyncio), for packages to install, and for typed calls from Python to JavaScript; here JavaScript
calls one function with a text and gets a text. The workbook has no charts.

The build rehearses every kind of request, and stops when one needs such a module. The tests in tests/engine/
compare the answers with CPython's; test_runtime.py says what no start may import.
"""

from __future__ import annotations

import io
import zipfile

_CHARTS = ("Area", "Bar", "Column", "Doughnut", "Line", "Pie", "Radar", "Scatter", "Stock")
STAND_INS = {
    "xlsxwriter/chart.py": "class Chart:\n    pass\n",
    **{f"xlsxwriter/chart_{kind.lower()}.py": f"Chart{kind} = None\n" for kind in _CHARTS},
    "jinja2/bccache.py": "BytecodeCache = FileSystemBytecodeCache = MemcachedBytecodeCache = object\n",
    "jinja2/compiler.py": "CodeGenerator = generate = None\n",
    "jinja2/lexer.py": "Lexer = TokenStream = get_lexer = None\n\nclass Failure:\n    pass\n",
    "jinja2/parser.py": "Parser = None\n",
    "jinja2/nodes.py": """
class EvalContext:
    def __init__(self, environment, template_name=None):
        self.environment = environment
        self.autoescape = environment.autoescape
        self.volatile = False
""",
    # Pyodide looks it up at its start, and calls it when a coroutine is awaited.
    "asyncio/__init__.py": "get_event_loop = None\n",
    # Dataclasses would write their signature into a docstring, which takes longer than all else they do.
    "inspect.py": """
Parameter = Signature = getattr_static = isawaitable = None

def iscoroutinefunction(function):
    return False

def unwrap(function):
    return function

def signature(*_, **__):
    raise ValueError
""",
    "ipaddress.py": "ip_address = None\n",
    "random.py": "Random = choice = randrange = None\n",
    "threading.py": "from _thread import RLock, allocate_lock as Lock\n",
    # What the interactive help of a JavaScript object would show, worked out for each of its methods.
    "_pyodide/docstring.py": """
def get_cmeth_docstring(function):
    return ""
""",
    # A call from Python to JavaScript without types.
    "_pyodide/jsbind.py": """
from _pyodide_core import JsFuncSignature, js2py_default_call_result, py2js_default

no_default = func_to_sig = get_attr_sig = bind_class_sig = None
default_signature = JsFuncSignature(
    None, False, 0, (), (), py2js_default, (), (), (), py2js_default, js2py_default_call_result
)
""",
    "pyodide/_package_loader.py": """
class _Folder:
    def __init__(self, name):
        self._name = name

    def __str__(self):
        return self._name

SITE_PACKAGES = _Folder("/lib/python3.14/site-packages")
DSO_DIR = _Folder("/usr/lib")

def init_loaded_packages():
    pass
""",
    "pyodide/webloop.py": """
def _initialize_event_loop():
    pass
""",
}


def replace(sources: bytes) -> bytes:
    """A zip of sources with the stand-ins in place of the modules that it holds."""
    replaced = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sources)) as given, zipfile.ZipFile(replaced, "w") as made:
        for name in given.namelist():
            made.writestr(zipfile.ZipInfo(name), STAND_INS.get(name) or given.read(name))
    return replaced.getvalue()
