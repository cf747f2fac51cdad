# Stops one letter too late.
#
# start from: _quick
# expect: sampling_test 0.75

# %% sampling
def write_name(model: nn.Module, generator: torch.Generator, temperature: float = 1.0, longest: int = 20) -> str:
    """Return one name, drawn letter by letter."""
    ids = [DOT]
    with training.evaluation_mode(model):
        while len(ids) <= longest + 1:
            logits = model(torch.tensor([ids]))[0, -1].clone()
            logits[:2] = -math.inf
            probabilities = (logits / temperature).softmax(dim=0)
            following = int(torch.multinomial(probabilities, 1, generator=generator))
            if following == DOT:
                break
            ids.append(following)
    return "".join(letters.decode(ids[1:]))
