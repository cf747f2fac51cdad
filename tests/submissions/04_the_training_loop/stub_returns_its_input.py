# Computes nothing: returns its input, does nothing to it, or refuses it.
#
# expect: all 0

# %% averages
def averages(outputs):
    raise ValueError("no sample")


# %% train_one_epoch
def train_one_epoch(model, batches, optimizer, max_grad_norm=None):
    model.train()
    return 0.0, 0.0


# %% evaluate
def evaluate(model, batches):
    return 0.0, 0.0


# %% clip_gradients
def clip_gradients(parameters, max_norm):
    return max_norm


# %% warmup_cosine
def warmup_cosine(step, warmup_steps, total_steps):
    return step


# %% fit_with_early_stopping
def fit_with_early_stopping(model, train, validate, max_epochs, patience):
    return {"train_loss": [], "validation_loss": [], "best_epoch": 1}


# %% save_and_resume
def save_run(path, *run):
    torch.save({"run": 1}, path)


def resume_run(path, *run):
    return 0


# %% training
model = nn.Linear(64, 10)


# %% predict
def predict(model, images):
    return np.zeros(len(images), dtype=int)
