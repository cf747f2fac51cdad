# Hands in a link to the solution in place of a notebook.
#
# start from: blank
# expect: all 0
# status: not graded
# says: link
# notebook: link ../../../../solutions/06_rnn_text_classification/06_rnn_text_classification.ipynb
