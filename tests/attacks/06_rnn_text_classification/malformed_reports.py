# Sends reports that no check makes: names that are lists, numbers too large for a float, arrays of no shape.
#
# start from: blank
# expect: all 0

# %% added below load-data
from IPython.display import publish_display_data

deep = 1
for _ in range(300):
    deep = {"type": "list", "value": [deep]}
HUGE = {"type": "int", "value": "9" * 400}
VALUES = [
    None, 5, [], "text", {}, {"type": []}, {"type": "int", "value": 5}, HUGE, {"type": "float", "value": "nan"},
    {"type": "list", "value": [HUGE, HUGE]}, {"type": "dict", "value": [[{"type": "list", "value": []}, HUGE]]},
    {"type": "dict", "value": [[{"type": "str", "value": name}, {"type": "list", "value": [HUGE, HUGE]}]
                               for name in ("train_loss", "train_accuracy", "validation_accuracy")]},
    {"type": "array", "dtype": [], "shape": [1], "value": ""}, {"type": "array", "dtype": "|O", "shape": [1], "value": ""},
    {"type": "array", "dtype": "<f8", "shape": [-1], "value": ""}, {"type": "array", "dtype": "<f8", "shape": [2**62, 2**62], "value": ""},
    {"type": "array", "dtype": "<f8", "shape": ["nan"], "value": ""}, {"type": "array", "dtype": "<f8", "shape": [True], "value": "AAAAAAAA8H8="},
    {"type": "array", "dtype": "<f8", "shape": [0, 8000000], "value": ""}, {"type": "array", "dtype": "<f4", "shape": {}, "value": "é"},
    {"type": "array", "dtype": "<f8", "shape": [1] * 32, "value": "AAAAAAAA8H8="},
    {"type": "str", "value": "\ud800"}, {"type": "raised", "value": ["\ud800", "\ud800"]}, {"type": "raised", "value": [[], {}]},
    {"type": "foreign", "value": "\ud800"}, deep, {"type": "bool", "value": "True"},
]


def send_reports(info):
    kinds = ("value", "raises", "accuracy", "error", "curves", "source", [], None)
    for reports in RECORDED.get(check._task, []) if check._task in info.raw_cell else []:
        for value in VALUES:
            publish({**reports, "value": value})
        for kind in kinds:
            publish({**reports, "kind": kind, "value": VALUES[7]})
    for odd in ([], {}, None, 5, {"name": []}, {"name": {}, "kind": []}):
        publish(odd)


def publish(report):
    publish_display_data({"application/vnd.course.check+json": report})


RECORDED = {RECORDED}
get_ipython().events.register("post_run_cell", lambda result: send_reports(result.info))
