# Catches every interrupt in an endless loop: only the end of the kernel ends it.
#
# start from: _quick
# limits: cell_seconds=10
# expect: save_load_test 0
# status: partly graded
# says: would not stop

# %% save_load
import time


def save_model(model, path):
    while True:
        try:
            torch.save(model.state_dict(), path)
            time.sleep(1)
        except BaseException:
            continue


def load_model(path):
    loaded = SentimentClassifier(len(vocabulary))
    loaded.load_state_dict(torch.load(path, weights_only=True))
    return loaded.eval()
