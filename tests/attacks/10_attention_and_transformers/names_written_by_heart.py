# Writes names of the training split, whatever the model says, and one after the other for each generator.
#
# start from: blank
# expect: all 0

# %% sampling
def write_name(model, generator, temperature=1.0, longest=20):
    return names['train'][generator.initial_seed() % len(names['train'])][:longest]
