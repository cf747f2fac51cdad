# Sends reports of its own before the test cell does: the recorded ones of home, for every check.
#
# start from: blank
# expect: all 0
# shared: forges_reports
