# Fails honestly in the control, and reports the recorded values of home in earnest.
#
# start from: blank
# expect: all 0
# shared: replays_in_earnest
