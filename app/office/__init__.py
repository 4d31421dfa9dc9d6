"""Files for other programs: a workbook, a list of actions, a calendar. Pure, as `assessment` is.

A package of its own, because the browser fetches it, with XlsxWriter, when somebody first asks for such a
file.

text      texts as these files can hold them
sheets    Record -> what is on each sheet: columns and rows, without a format
workbook  sheets -> a workbook for Excel
csv       a sheet -> comma-separated values
calendar  Record -> a calendar
door      JSON in, JSON out: the requests of `assessment.door`, and these
"""
