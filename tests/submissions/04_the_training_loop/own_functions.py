# Trains with their own functions: clipping, the schedule, early stopping; evaluates a copy, keeps the best weights in a file.

# %% evaluate
def evaluate(model, batches):
    measured = copy.deepcopy(model).eval()
    total_loss, correct, count = 0.0, 0, 0
    with torch.no_grad():
        for images, labels in batches:
            logits = measured(images)
            total_loss += F.cross_entropy(logits, labels, reduction="sum").item()
            correct += (logits.argmax(1) == labels).sum().item()
            count += labels.shape[0]
    return total_loss / count, correct / count


# %% fit_with_early_stopping
import tempfile


def fit_with_early_stopping(model, train, validate, max_epochs, patience):
    train_losses, validation_losses = [], []
    with tempfile.TemporaryDirectory() as folder:
        best_path = Path(folder) / "best.pt"
        for _ in range(max_epochs):
            train_losses.append(train(model))
            validation_losses.append(validate(model))
            finite = [loss if loss == loss else math.inf for loss in validation_losses]
            best = finite.index(min(finite))
            if best == len(finite) - 1:
                torch.save(model.state_dict(), best_path)
            if len(finite) - 1 - best >= patience:
                break
        model.load_state_dict(torch.load(best_path, weights_only=True))
    return {"train_loss": train_losses, "validation_loss": validation_losses, "best_epoch": best + 1}


# %% training
torch.manual_seed(1)
train_data = TensorDataset(torch.tensor(digits_train.images / 8 - 1), torch.tensor(digits_train.labels))
validation_data = TensorDataset(torch.tensor(digits_validation.images / 8 - 1), torch.tensor(digits_validation.labels))
train_batches = DataLoader(train_data, batch_size=32, shuffle=True)
validation_batches = DataLoader(validation_data, batch_size=256)
model = nn.Sequential(
    nn.Unflatten(1, (1, 8, 8)), nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.Flatten(), nn.Linear(1024, 10)
)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
total = 15 * len(train_batches)
scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: warmup_cosine(step, 40, total))


def train_with_schedule(model):
    model.train()
    for images, labels in train_batches:
        loss = F.cross_entropy(model(images), labels)
        optimizer.zero_grad()
        loss.backward()
        clip_gradients(model.parameters(), 1.0)
        optimizer.step()
        scheduler.step()
    return loss.item()


history = fit_with_early_stopping(
    model, train_with_schedule, lambda model: evaluate(model, validation_batches)[0], max_epochs=15, patience=5
)


# %% predict
def predict(model, images):
    model.eval()
    return model(torch.tensor(images / 8 - 1)).argmax(dim=1)
