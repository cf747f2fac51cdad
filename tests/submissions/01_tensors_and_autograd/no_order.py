# Passes a value's gradient on at each visit, complete or not, as the lesson's second attempt.
#
# expect: backward_test 0.6
# says: which order guarantees that?
# says: remember where it has been

# %% backward
def backward(result):
    result.grad = 1.0

    def visit(value):
        for parent, local in value.parents:
            parent.grad += value.grad * local
            visit(parent)

    visit(result)
