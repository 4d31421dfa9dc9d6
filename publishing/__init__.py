"""The phases of the build, one module each; `build_site.py` calls them in order.

machine         what the machine needs besides Python
question_files  reads the question set from its folder
guidance        the guidance and case-study pages that questions name
runtime         what the browser needs to run Python: Pyodide and the application
form_page       the tool page, the example report and the pictures of the pages
site            stages the pages and calls MkDocs
policy          what each page may load, run and contact
"""
