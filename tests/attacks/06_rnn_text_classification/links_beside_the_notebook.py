# Hands in links to the grader's secrets under harmless names: whoever copies them opens them with the grader's rights.
#
# start from: blank
# expect: all 0
# status: not graded
# says: link
# link: notes.txt ../../../grading.key
# link: table.csv ../../../gradebook.db
# link: answers.txt ../../../../solutions/06_rnn_text_classification/06_rnn_text_classification.ipynb
# link: classmates ../../../submitted
# link: everything /
# link: nowhere /no/such/place
# link: itself itself

# %% added below load-data
for path in sorted(Path().rglob("*")):
    print(path, path.read_text(errors="replace")[:500] if path.is_file() else "")
