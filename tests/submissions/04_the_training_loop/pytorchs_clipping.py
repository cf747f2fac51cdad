# Lets PyTorch clip.
#
# start from: _quick
# expect: clip_gradients_test 0
# says: uses 'clip_grad_norm_', which this task asks you to do without

# %% clip_gradients
def clip_gradients(parameters, max_norm):
    return nn.utils.clip_grad_norm_(parameters, max_norm)
