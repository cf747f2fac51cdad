# Hands in the notebook as it was released.
#
# start from: blank
# expect: all 0
