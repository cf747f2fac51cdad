# Puts lists, numbers and paths where an id should be.
#
# start from: blank
# expect: all 0
# metadata: encode_test nbgrader.grade_id=["a"]
# metadata: collate_test nbgrader.grade_id=7
# metadata: gru_cell_test nbgrader.grade_id="../../../../evil"
# metadata: last_states_test nbgrader=[1]
# metadata: model_test nbgrader="yes"
