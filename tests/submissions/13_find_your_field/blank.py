# Nothing is answered.
#
# start from: blank
# expect: all 0
