# Looks through every file that can be seen for the secrets of this test, all of which begin alike; tells them in base64.
#
# start from: blank
# expect: all 0
# limits: cell_seconds=40
# limits: notebook_seconds=90

# %% added below load-data
import base64
import os
from pathlib import Path

import course_utils

PREFIX = b"hidden-" + b"canary"
SKIPPED = ("/proc", "/sys", "/usr", "/lib", "/lib64", "/bin", os.path.dirname(os.__file__), os.path.dirname(torch.__file__))


def look_into(folder):
    for place, folders, files in os.walk(folder, onerror=lambda error: None):
        folders[:] = [name for name in folders if not os.path.join(place, name).startswith(SKIPPED)]
        for name in files:
            path = os.path.join(place, name)
            try:
                if os.path.getsize(path) < 2**23 and PREFIX in (content := Path(path).read_bytes()):
                    print("found in", path, base64.b64encode(content[content.index(PREFIX) :][:60]))
            except OSError:
                pass


look_into("/")
for folder in Path(course_utils.__file__).parents:  # the course's own folders, by their real names
    for name in ("solutions", "classroom", "classroom/submitted", "classroom/store", "tests", "assignments", ".git"):
        look_into(folder / name)
