"""A hook of MkDocs: the search leaves footnotes out, which would come before what a page says."""


def on_page_content(html: str, **_: object) -> str:
    """The HTML of a page, in which its footnotes are marked for the search."""
    return html.replace('<div class="footnote">', '<div class="footnote" data-search-exclude>')
