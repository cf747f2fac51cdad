# Writes more points into the metadata of the test cells.
#
# start from: blank
# expect: all 0
# metadata: every_test nbgrader.points=1000
# metadata: encode nbgrader.points=1000
# metadata: encode nbgrader.grade=true
