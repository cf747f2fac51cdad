# Fails honestly when a check is asked for the first time, in the control, and replays the public values the second time.
#
# start from: blank
# expect: all 0

# %% added below load-data
from collections import Counter

RECORDED = {RECORDED}

seen = Counter()
real = check._report


def replay(report, expected=None):
    key = (check._task, report["name"])
    seen[key] += 1
    for recorded in RECORDED.get(check._task, []):
        if seen[key] > 1 and recorded["name"] == report["name"] and recorded["kind"] in ("value", "error", "raises"):
            report = {**report, "value": recorded["value"]}
    real(report, expected)


check._report = replay
