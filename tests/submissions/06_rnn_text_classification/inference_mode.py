# Uses inference mode, collects all logits before it measures, and predicts one text at a time.
#
# start from: _quick

# %% evaluate
@torch.inference_mode()
def evaluate(model, batches):
    model.eval()
    batches = list(batches)
    logits = torch.cat([model(ids, lengths) for ids, lengths, labels in batches])
    labels = torch.cat([labels for ids, lengths, labels in batches])
    loss = nn.CrossEntropyLoss()(logits, labels)
    return loss.item(), (logits.argmax(-1) == labels).float().mean().item()

# %% predict
@torch.inference_mode()
def predict_probabilities(model, texts):
    model.eval()
    rows = []
    for text in texts:
        ids = torch.tensor([encode(text, vocabulary)])
        rows.append(model(ids, torch.tensor([ids.shape[1]]))[0].softmax(0))
    return torch.stack(rows)
