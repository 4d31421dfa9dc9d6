"""The phases of the build, one module each; `build_site.py` calls them in order.

question_files  reads the question set from its folder
site            stages the pages, and later calls MkDocs
icons           the icon as pictures
question_pages  all questions on one page, and a page of guidance for each element
question_pdf    the questions on paper, in the words of each kind of partnership
guidance        the pages of guidance and the case studies, linked with their questions
hosting         the settings of a host, in the pages that show them
evidence        test results and screenshots, where there are any
release         the tool's scripts and engine, in a folder named for the release
form_page       the form, the example report and the pictures of the pages
policy          what each page may load, run and contact
offline         the files that browsers cache for offline use
checksums       the checksums of all files

`release` uses `scripts` (the page's JavaScript) and `runtime` (Python for the browser), which uses `compile`,
`pack`, `exports` and `rehearsal`. `machine` finds and runs other programs; `serve` serves the built site.
"""
