"""What instructors run: release, collect, grade, feedback, report.

A submission passes through four phases:

1. `sanitise`: put the student's answers into the released notebook, so that test cells are the instructor's own
2. `execute`: run it in a kernel; the values that the checks report come back
3. `judge`: compare the values with the recorded reference, outside the kernel; write points and words into the cells
4. save: nbgrader's `gradebook`, and one record per submission (`results`)
"""

import sys

# jsonschema compiles the grammars of this optional package, for a second, to check addresses that no notebook has.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
