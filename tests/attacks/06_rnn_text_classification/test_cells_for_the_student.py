# Marks the test cells as answers of the student's own, unlocked and without points, and empties them.
#
# start from: blank
# expect: all 0
# metadata: every_test nbgrader.solution=true
# metadata: every_test nbgrader.locked=false
# metadata: every_test nbgrader.grade=false

# %% build_vocabulary_test

# %% gru_cell_test
5.0

# %% last_states_test
5.0
