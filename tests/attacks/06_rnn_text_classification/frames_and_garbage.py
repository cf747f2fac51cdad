# Searches all frames, all objects and all modules for labels, keys and references.
#
# start from: blank
# expect: all 0

# %% added below load-data
import gc
import sys

names = ("labels", "perturbed", "reference", "key", "answers", "evidence")
for frame in sys._current_frames().values():
    while frame:
        print(frame.f_code.co_name, [name for name in names if name in frame.f_locals])
        frame = frame.f_back
for thing in gc.get_objects():
    if isinstance(thing, dict):
        for name in names:
            if isinstance(thing.get(name), (str, bytes)) and len(thing[name]) < 200:
                print(name, repr(thing[name])[:200])
    elif isinstance(thing, str) and "hidden-" + "canary" in thing:
        print(thing)
print([name for name in sys.modules if "grading" in name])
