# Leaves the gradient of the result at 0.
#
# expect: backward_test 0
# says: the result's grad is 1

# %% backward
def backward(result):
    ordered, seen = [], set()
    waiting = [(result, False)]
    while waiting:
        value, done = waiting.pop()
        if done:
            ordered.append(value)
        elif value not in seen:
            seen.add(value)
            waiting.append((value, True))
            waiting.extend((parent, False) for parent, _ in value.parents)
    for value in reversed(ordered):
        for parent, local in value.parents:
            parent.grad += value.grad * local
