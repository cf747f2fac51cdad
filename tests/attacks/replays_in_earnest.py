from collections import Counter

RECORDED = {RECORDED}
seen = Counter()
real = check._report


def replay(report, expected=None):
    key = (check._task, report["name"])
    seen[key] += 1
    for recorded in RECORDED.get(check._task, []):
        if seen[key] > 1 and recorded["name"] == report["name"]:
            report = {**report, **recorded}
    real(report, expected)


check._report = replay
