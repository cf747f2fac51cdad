# Hands in an empty file.
#
# expect: all 0
# status: not graded
# says: is not a notebook
# file:
