# Every function returns its first argument.
#
# start from: blank
# expect: all 0

# %% averages
def averages(first, *others, **settings):
    return first

# %% train_one_epoch
def train_one_epoch(first, *others, **settings):
    return first

# %% evaluate
def evaluate(first, *others, **settings):
    return first

# %% clip_gradients
def clip_gradients(first, *others, **settings):
    return first

# %% warmup_cosine
def warmup_cosine(first, *others, **settings):
    return first

# %% fit_with_early_stopping
def fit_with_early_stopping(first, *others, **settings):
    return first

# %% save_and_resume
def save_run(first, *others):
    return first


def resume_run(first, *others):
    return first

# %% predict
def predict(model, images):
    return images

# %% training
model, history = nn.Linear(64, 10), {}
