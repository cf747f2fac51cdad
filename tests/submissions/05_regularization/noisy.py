# Prints, warns and logs wherever possible; all answers are right.
#
# start from: _quick

# %% l1_step
import logging
import sys
import warnings

logging.basicConfig(level=logging.DEBUG)
print("a step", file=sys.stderr)


def l1_step(weight, gradient, lr, strength):
    warnings.warn("a step is taken", UserWarning, stacklevel=1)
    logging.error("this is no error")
    print(weight)
    return weight - lr * (gradient + strength * torch.sign(weight))


17.5

# %% ensemble
def ensemble_probabilities(models, images):
    probabilities = []
    for number, model in enumerate(models):
        print("network", number, model)
        model.eval()
        with torch.no_grad():
            probabilities.append(model(images).softmax(1))
    sys.stderr.write("done\n")
    return torch.mean(torch.stack(probabilities), 0)
