# Writes wherever grader, gradebook or the next kernel would find it.
#
# start from: blank
# expect: all 0

# %% added below load-data
import os
import site
import sys

import course_utils

PACKAGE = Path(course_utils.__file__).parent
PLACES = ["/", "/etc", "/root", "/usr", "/usr/lib", "/work", "/var", "/var/tmp", "/dev", "/proc/self", "/sys", "/home", sys.prefix,
          *site.getsitepackages(), PACKAGE, PACKAGE.parent, PACKAGE.parent / "classroom", os.environ["COURSE_GRADED_DATA"],
          os.path.dirname(sys.executable), os.path.dirname(os.path.realpath(sys.executable))]
for place in PLACES:
    for name in ("sitecustomize.py", "nbgrader_config.py", "canary-was-here.pth"):
        try:
            (Path(place) / name).write_text("import os; print('hidden-' + 'canary-was-here')\n")
            print("wrote", Path(place) / name)
        except OSError as error:
            print(place, error.strerror)
for path in (PACKAGE / "check.py", Path(torch.__file__), Path(sys.executable)):
    try:
        path.chmod(0o777)
        path.write_text("raise SystemExit")
        print("changed", path)
    except OSError as error:
        print(path, error.strerror)
