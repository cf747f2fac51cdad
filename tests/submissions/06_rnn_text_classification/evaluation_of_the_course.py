# Lets the course's own function measure.
#
# start from: _quick
# expect: evaluate_test 0

# %% evaluate
from course_utils.training import evaluate as measure


def evaluate(model, batches):
    measured = measure(model, batches)
    model.eval()
    return measured
