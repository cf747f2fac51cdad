# Every result has the right type and shape, and nothing was computed for it; an exception is raised where one is asked for.
#
# start from: blank
# expect: all 0

# %% averages
def averages(outputs):
    if not [labels for _, labels in outputs if len(labels)]:
        raise ValueError('there is no sample to average over')
    return 1.0986, 1 / 3

# %% train_one_epoch
def train_one_epoch(model, batches, optimizer, max_grad_norm=None):
    return 1.0986, 1 / 3

# %% evaluate
def evaluate(model, batches):
    return 1.0986, 1 / 3

# %% clip_gradients
def clip_gradients(parameters, max_norm):
    return max_norm

# %% warmup_cosine
def warmup_cosine(step, warmup_steps, total_steps):
    return 0.0

# %% fit_with_early_stopping
def fit_with_early_stopping(model, train, validate, max_epochs, patience):
    return {'train_loss': [], 'validation_loss': [], 'best_epoch': 0}

# %% save_and_resume
def save_run(path, epochs_done, *parts):
    torch.save({'epochs_done': epochs_done}, path)


def resume_run(path, *parts):
    return 0

# %% training
model, history = nn.Linear(64, 10), {}

# %% predict
def predict(model, images):
    return torch.zeros(len(images), dtype=torch.long)
