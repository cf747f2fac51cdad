# Walks every path by itself: right for small graphs, and never done with large ones.
#
# expect: backward_test 1.8
# says: visited more than 50 times

# %% backward
def backward(result):
    def visit(value, arriving):
        value.grad += arriving
        for parent, local in value.parents:
            visit(parent, arriving * local)

    visit(result, 1.0)
