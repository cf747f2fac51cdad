# Fills the notebook's metadata with empty objects, each of which takes twenty times as much memory as in the file.
#
# start from: blank
# expect: all 0
# fill: 49000000
