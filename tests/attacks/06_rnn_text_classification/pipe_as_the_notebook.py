# Hands in a pipe under the notebook's name: reading it would take for ever.
#
# start from: blank
# expect: all 0
# status: not graded
# says: special file
# notebook: pipe
