# Gathers log-probabilities, and samples from rows of one batch.
#
# start from: _quick

# %% name_loss
def next_token_loss(logits: Tensor, ids: Tensor) -> Tensor:
    """Return the mean cross-entropy of the next tokens, without padding."""
    following = ids[:, 1:]
    chances = logits[:, :-1].log_softmax(-1).gather(2, following.unsqueeze(2)).squeeze(2)
    real = following.ne(0)
    return -(chances * real).sum() / real.sum()

# %% sampling
def write_name(model, generator, temperature=1.0, longest=20):
    was_training = model.training
    model.eval()
    row, name = torch.tensor([[DOT]]), ""
    forbidden = torch.tensor([-math.inf, -math.inf])
    with torch.inference_mode():
        for _ in range(longest):
            scores = model(row)[:, -1, 2:]
            scores = torch.cat([forbidden.expand(1, 2), scores], dim=1)
            drawn = torch.multinomial(F.softmax(scores.div(temperature), dim=-1), 1, generator=generator)
            if drawn.item() == DOT:
                break
            name += letters.tokens[drawn.item()]
            row = torch.cat((row, drawn), 1)
    model.train(was_training)
    return name
