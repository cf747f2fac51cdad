# Takes the values in the order in which a stack happens to give them.
#
# expect: backward_test 2.4
# says: only when everything that was computed from it has had its turn

# %% backward
def backward(result):
    result.grad = 1.0
    stack, seen = [result], {result}
    while stack:
        value = stack.pop()
        for parent, local in value.parents:
            parent.grad += value.grad * local
            if parent not in seen:
                seen.add(parent)
                stack.append(parent)
