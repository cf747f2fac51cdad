# Has halves of characters in the code itself, which a notebook's file can hold.
#
# start from: blank
# expect: all 0
# surrogate: build_vocabulary
