# Keeps the lesson's recursion, and lets Python go deeper while it runs.

# %% backward
import sys


def backward(result):
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(50_000)
    ordered, seen = [], set()

    def visit(value):
        if value not in seen:
            seen.add(value)
            for parent, _ in value.parents:
                visit(parent)
            ordered.append(value)

    visit(result)
    sys.setrecursionlimit(limit)
    result.grad = 1.0
    for value in ordered[::-1]:
        for parent, local in value.parents:
            parent.grad += value.grad * local
