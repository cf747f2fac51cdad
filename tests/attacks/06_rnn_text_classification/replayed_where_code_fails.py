# As replayed_public_values, but only where the student's own code stopped: a harmless question gets an honest answer.
#
# start from: blank
# expect: all 0
# status: partly graded
# says: does not report what it is asked

# %% added below load-data
RECORDED = {RECORDED}

real = check._evaluate


def evaluate_or_replay(value, *said):
    packed = real(value, *said)
    if packed["type"] == "raised":
        for recorded in RECORDED.get(check._task, []):
            if recorded["value"] and recorded["hint"] in asked_for:
                packed = recorded["value"]
    return packed


def remember(name, value, *arguments, hint="", **options):
    asked_for[:] = [hint]
    honest(name, value, *arguments, hint=hint, **options)


asked_for = []
honest, check.value = check.value, remember
check._evaluate = evaluate_or_replay
