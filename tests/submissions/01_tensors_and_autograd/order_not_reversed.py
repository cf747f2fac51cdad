# Walks from the inputs to the result.
#
# expect: backward_test 0
# says: begin there

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
    result.grad = 1.0
    for value in ordered:
        for parent, local in value.parents:
            parent.grad += value.grad * local
