# Sends reports of its own before the test cell does: the recorded ones of home, for every check.
#
# start from: blank
# expect: all 0
# status: partly graded
# shared: forges_reports
