# Predicts all digits at once: a tensor that equals every label.
#
# start from: blank
# expect: all 0
# shared: equals_everything

# %% training
model, history = None, {}

# %% predict
def predict(model, images):
    return Anything()
