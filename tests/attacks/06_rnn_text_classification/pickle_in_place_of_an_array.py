# Puts a pickle that runs code where the bytes of an array belong, by every road that leads out of the kernel.
#
# start from: blank
# expect: all 0

# %% added below load-data
import base64
import pickle

import numpy as np


class RunsCode:
    def __reduce__(self):
        return (exec, ("open('{MARK}', 'w').write('was here')",))


payload = base64.b64encode(pickle.dumps(RunsCode())).decode()
PACKED = [
    {"type": "array", "dtype": "|O", "shape": [1], "value": payload},
    {"type": "array", "dtype": "object", "shape": [], "value": payload},
    {"type": "array", "dtype": "|V8", "shape": [1], "value": payload},
    {"type": "pickle", "value": payload},
    {"type": "foreign", "value": payload},
]
turn = iter(range(10**9))
check._pack = check.pack = lambda value: PACKED[next(turn) % len(PACKED)]

# %% save_load
def save_model(model, path):
    torch.save(RunsCode(), path)
    np.save("array.npy", np.array([RunsCode()], dtype=object), allow_pickle=True)


model = None
load_model = lambda path: path
predict_probabilities = lambda model, texts: torch.zeros(len(texts), 2)
