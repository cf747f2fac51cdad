# Takes the values in the order of their distance from the result.
#
# expect: backward_test 2.4
# says: only when everything that was computed from it has had its turn

# %% backward
from collections import deque


def backward(result):
    result.grad = 1.0
    queue, seen = deque([result]), {result}
    while queue:
        value = queue.popleft()
        for parent, local in value.parents:
            parent.grad += value.grad * local
            if parent not in seen:
                seen.add(parent)
                queue.append(parent)
