# Gives every test cell the id of the same task.
#
# start from: blank
# expect: all 0
# metadata: every_test nbgrader.grade_id="encode"
# metadata: encode nbgrader.grade_id="gru_cell_test"
