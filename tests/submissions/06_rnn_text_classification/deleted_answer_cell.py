# Has deleted an answer cell: the task counts as not answered.
#
# start from: _quick
# delete: last_states
# expect: last_states_test 0
