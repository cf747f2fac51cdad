# Sets a parent's gradient where it should add to it.
#
# expect: backward_test 1.2
# says: what happens to what arrived first?

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
    for value in reversed(ordered):
        for parent, local in value.parents:
            parent.grad = value.grad * local
