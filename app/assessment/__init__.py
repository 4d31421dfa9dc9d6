"""What the tool knows and works out. Pure: no browser, no files, no clock that it was not given.

model         the words of the subject, as frozen values
tables        reads values out of tables, and notes each one that is wrong
question_set  tables of TOML or JSON -> QuestionSet; reports every fault at once
library       the pages of guidance and case studies that a question names
record        JSON <-> Record
words         puts a place's own words into a text
scoring       (question set, round) -> scores, with their ranges
whole_system  what holds what back; strengths, weaknesses, what is not known
pictures      the SVGs
html          the one place where HTML is escaped
form          QuestionSet -> the form, at build time
overview      Record -> the picture, the table and the words under the form
rounds        a round among the others of its record
comparison    round against round: what moved
trend         the elements over all rounds
round_list    Record -> the list of its rounds, a comparison and the trend
actions       which actions to show, in which order; which reds have none
report        Record -> report
opening       the text of a file -> the record in it, and what it would change
merging       two records into one; nothing is lost
differences   all that differs between two records
migration     a record of an older question set -> the present one
errors        one family of errors
door          JSON in, JSON out, errors included
"""
