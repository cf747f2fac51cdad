# Lets every verdict and every comparison come out in the student's favour.
#
# start from: blank
# expect: all 0

# %% added below load-data
from course_utils.checks import values
from course_utils.checks import verdicts
from course_utils.checks.values import Outcome

values.compare = verdicts.compare = check.verdict = verdicts.verdict = lambda *arguments, **options: Outcome(1.0, "")
verdicts.credit_between = lambda *arguments: 1.0
for kind in verdicts._RULES:
    verdicts._RULES[kind] = lambda *arguments: Outcome(1.0, "")
