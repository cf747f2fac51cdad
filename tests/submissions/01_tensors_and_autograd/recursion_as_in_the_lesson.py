# Orders the values as the lesson does, with a function that calls itself.
#
# expect: backward_test 2.4
# says: RecursionError
# says: limits how deep calls may be nested

# %% backward
def backward(result):
    ordered, seen = [], set()

    def visit(value):
        if value not in seen:
            seen.add(value)
            for parent, _ in value.parents:
                visit(parent)
            ordered.append(value)

    visit(result)
    result.grad = 1.0
    for value in reversed(ordered):
        for parent, local in value.parents:
            parent.grad += value.grad * local
