"""The build and the tools beside it, one module each; `build_site.py` calls the phases in order.

The phases:

tools             every question set with the place of its pages
site              stages the pages, and later calls MkDocs
icons             the icon as pictures
manifest          what a browser needs to know to install the tool
question_pages    all questions on one page, and a page of guidance for each element
question_pdf      the questions on paper, in the words of each kind of partnership
guidance          the pages of guidance and the case studies, linked with their questions
hosting           the settings of a host, in the pages that show them
evidence          test results and screenshots, where there are any
release           the tool's scripts and engine, in a folder named for the release
footnotes         leaves footnotes out of the search, as a hook of MkDocs
form_page         the page of each tool with its form, and its example report
tools_page        the page with all tools
home_page         the pictures and lists of the home page
policy            what each page may load, run and contact
offline           the files that browsers cache for offline use
checksums         the checksums of all files

What they use:

question_files    a question set from its folder, which `tools` reads
guidance_pages    the pages of guidance with their facts, and every fault in them
guidance_index    the lists of guidance and of case studies
citations         works written out in the footnotes of a page
marks             how a made part gets into a staged page
metadata          texts as metadata at the top of a page
scripts           the JavaScript of the pages in one file each
runtime           Python for the browser: Pyodide, the application, a part of the standard library
zips              packages and translated templates as zips of sources
rehearsal         a request of every kind, sent, which tells which modules the browser needs
stand_ins         what replaces modules that every start would import for nothing
dataclass_code    what dataclasses would write and compile at every start
compile           zips of Python, compiled and compressed
exports           Pyodide without the exports that nothing names
cache             results of earlier builds
machine           other programs: found, installed and run

Beside the build:

serve             serves the built site on this machine
new_question_set  lays out a new question set
question_check    a question set beside its checks, for its author
house_style       the rules on how questions read
"""
