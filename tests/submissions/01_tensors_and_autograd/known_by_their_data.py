# Tells values apart by their `data`, which not every value has.
#
# expect: backward_test 0

# %% backward
def backward(result):
    ordered, seen, waiting = [], set(), [(result, False)]
    while waiting:
        value, is_done = waiting.pop()
        if is_done:
            ordered.append(value)
        elif value.data not in seen:
            seen.add(value.data)
            waiting.append((value, True))
            waiting += [(parent, False) for parent, _ in value.parents]
    result.grad = 1.0
    for value in reversed(ordered):
        for parent, local in value.parents:
            parent.grad += value.grad * local
