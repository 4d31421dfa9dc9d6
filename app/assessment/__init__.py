"""The analysis behind the tool. Pure: no browser, no files, and no clock except a date it was given.

model                  what is entered, as frozen values: ratings, answers, rounds, actions, the record
scoring                (question set, round) -> scores, with their ranges
whole_system           what holds what back; strongest, weakest, not known
weaknesses             every red and amber answer, in the order in which to deal with them
proposals              what a report says first where nobody wrote it
comparison             round against round: what moved
heat_map               every question in every round, and what changed
actions                which actions to show, in which order; which reds have none
rounds                 a round among the others of its record
words                  puts a place's own words into a text
definitions            finds the defined words of a question set in its texts
text                   texts as they are shown, dates, counts, lists, file names
site                   the site that a tool is on: its name, its pages of guidance, its other tools
tables                 reads values out of tables of TOML or JSON, and collects each fault
file_name              the name of a file made from a record
errors                 one family of errors
request                what a request asks for
door                   JSON in, JSON out, errors included

question_set.model     what is asked, as frozen values
question_set.versions  versions of a question set, in order
question_set.history   what became of published questions, checked
question_set.checking  what is wrong with a question set as a whole
question_set.ids       what an id may be
question_set.reading   tables of TOML or JSON -> QuestionSet; reports every fault at once

record.shape           how a part is read, written and described
record.format          JSON <-> Record
record.upgrade         a record of an older format -> the present one
record.content         what a record says, without times of change
record.migration       a record of an older question set -> the present one
record.filling         a part with what is empty in it taken from another
record.conflicts       what a merged record has no place for
record.merging         two records into one; nothing is lost
record.differences     everything that differs between two records
record.decoding        bytes -> text, as a browser would read them
record.frames          the text of a file -> the JSON in it, from a report, a page or a mail
record.opening         the bytes of a file -> the record or records in it

partners.response      a partner's answers, as a file or in a mail -> a response
partners.mail          the text of a mail -> the answers in it
partners.collecting    what partners sent -> what each is, and where it would go
partners.agreement     how far people agree on a scale, and that in words
partners.spread        a round -> the spread of the partners' answers

partnerships.gathering files of several partnerships -> the newest record of each, and what is left out
partnerships.comparing rounds of several partnerships -> elements and questions side by side

show.html              the one place where HTML is escaped
show.pictures          the picture of the whole system
show.form              QuestionSet -> the form, at build time
show.overview          the picture, what to fix first, the pattern, and the lists of questions
show.rounds            what changed between rounds, their heat map, the trend, and the list of rounds
show.heat_map          every question in every round
show.comparison        two rounds compared
show.trend             the trend of each element over the last rounds
show.actions           the actions, and the plan of the report
show.action_text       the actions of one owner as plain text
show.conflicts         what a merged file said where the record says something else
show.opening           what is in an opened file and would change
show.backup            what is in a file with all records
show.partners          the spread of the partners' answers, and who answered
show.partners_report   the same for the report, without what each partner answered
show.collected         what is in files that partners sent
show.respondents       who answered for a partner, when, and how much of it
show.partners_over_time what partners answered, a line for each round
show.partnerships      several partnerships side by side, on the page and as a file
show.migration         what a migration changed
show.report            Record -> report, one file
show.markup            the HTML of our own templates as a tree
show.blocks            what a report says, as headings, paragraphs, lists and tables
show.report_blocks     the HTML of a report -> its blocks
show.columns           how wide the columns of a table are
show.tokens            the colours of the design, for files that no style sheet reaches
show.word              Record -> report as a Word document
"""
