"""What came inside Pyodide and inside the theme: the table that `components.py` reads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Inner:
    """Something within something else, and the mark by which it is found; a group in it is its version."""

    name: str
    licence: str
    purpose: str
    copyright: str
    mark: bytes
    kind: str = "generic"


IN_THEME = (
    Inner(
        name="rxjs",
        licence="Apache-2.0",
        purpose="the theme: what follows what on a page",
        copyright="Google, Inc., Netflix, Inc., Microsoft Corp. and contributors",
        mark=rb"node_modules/rxjs/",
        kind="npm",
    ),
    Inner(
        name="tslib",
        licence="0BSD",
        purpose="the theme: parts of its language",
        copyright="Microsoft Corporation",
        mark=rb"node_modules/tslib/",
        kind="npm",
    ),
    Inner(
        name="clipboard",
        licence="MIT",
        purpose="the theme: copying a text",
        copyright="Zeno Rocha",
        mark=rb"clipboard\.js v(\d+\.\d+\.\d+)",
        kind="npm",
    ),
    Inner(
        name="escape-html",
        licence="MIT",
        purpose="the theme: keeps a text from being read as markup",
        copyright="TJ Holowaychuk, Andreas Lubbe, Tiancheng Gu",
        mark=rb"node_modules/escape-html/",
        kind="npm",
    ),
    Inner(
        name="focus-visible",
        licence="W3C",
        purpose="the theme: when to show where the focus is",
        copyright="W3C (MIT, ERCIM, Keio, Beihang)",
        mark=rb"node_modules/focus-visible/",
        kind="npm",
    ),
    Inner(
        name="lunr",
        licence="MIT",
        purpose="the search",
        copyright="Oliver Nightingale",
        mark=rb"lunr - .{0,120} - (\d+\.\d+\.\d+)",
        kind="npm",
    ),
    Inner(
        name="material-design-color",
        licence="MIT",
        purpose="the theme: its colours",
        copyright="Shuhei Kagawa and others",
        mark=rb"node_modules/material-design-color/",
        kind="npm",
    ),
)

IN_PYODIDE_MODULE = (
    Inner(
        name="stackframe",
        licence="MIT",
        purpose="Pyodide: where an error arose",
        copyright="Eric Wendelin and contributors",
        mark=rb"vendor/stackframe/stackframe",
        kind="npm",
    ),
    Inner(
        name="error-stack-parser",
        licence="MIT",
        purpose="Pyodide: where an error arose",
        copyright="Eric Wendelin and contributors",
        mark=rb"vendor/stackframe/error-stack-parser",
        kind="npm",
    ),
)

IN_WASM = (
    Inner(
        name="musl",
        licence="MIT",
        purpose="Emscripten: the C library",
        copyright="Rich Felker and others",
        mark=rb"-0X\+0X 0X-0x\+0x 0x",
    ),
    Inner(
        name="compiler-rt",
        licence="Apache-2.0 WITH LLVM-exception",
        purpose="Emscripten: arithmetic",
        copyright="the LLVM contributors",
        mark=rb"system/lib/compiler-rt/",
    ),
    Inner(
        name="libcxxabi",
        licence="Apache-2.0 WITH LLVM-exception",
        purpose="Emscripten: the C++ library",
        copyright="the LLVM contributors",
        mark=rb"system/lib/libcxxabi/",
    ),
    Inner(
        name="mimalloc",
        licence="MIT",
        purpose="memory",
        copyright="Microsoft Corporation, Daan Leijen",
        mark=rb"mimalloc: error: ",
    ),
    Inner(
        name="zlib",
        licence="Zlib",
        purpose="compression",
        copyright="Jean-loup Gailly and Mark Adler",
        mark=rb" deflate (\d+\.\d+\.\d+) Copyright",
    ),
    Inner(
        name="bzip2",
        licence="bzip2-1.0.6",
        purpose="compression",
        copyright="Julian R Seward",
        mark=rb"BZ2_bzCompressInit",
    ),
    Inner(
        name="liblzma",
        licence="LicenseRef-public-domain",
        purpose="compression",
        copyright="none: public domain, by Lasse Collin, Igor Pavlov and others",
        mark=rb"lzma_check_is_supported",
    ),
    Inner(
        name="zstd",
        licence="BSD-3-Clause",
        purpose="compression",
        copyright="Meta Platforms, Inc. and affiliates",
        mark=rb"(1\.5\.\d+)(?=\0[^\0])",
    ),
    Inner(
        name="xxhash",
        licence="BSD-2-Clause",
        purpose="in zstd: checksums",
        copyright="Yann Collet",
        mark=rb"ZSTD_XXH64",
    ),
    Inner(
        name="sqlite",
        licence="blessing",
        purpose="a database, which the tool does not use",
        copyright="none: public domain",
        mark=rb"(3\.39\.\d+)",
    ),
    Inner(
        name="libmpdec",
        licence="BSD-2-Clause",
        purpose="decimal numbers",
        copyright="Stefan Krah",
        mark=rb"\0(2\.5\.\d+)",
    ),
    Inner(
        name="expat",
        licence="MIT",
        purpose="XML",
        copyright="Thai Open Source Software Center Ltd, Clark Cooper and the Expat maintainers",
        mark=rb"expat_(\d+\.\d+\.\d+)",
    ),
    Inner(
        name="hacl-star",
        licence="MIT",
        purpose="checksums",
        copyright="INRIA, CMU and Microsoft Corporation",
        mark=rb"Modules/_hacl/Hacl_",
    ),
    Inner(
        name="libffi",
        licence="MIT",
        purpose="calls from Python to C",
        copyright="Anthony Green, Red Hat, Inc. and others",
        mark=rb"ffi_call",
    ),
)
