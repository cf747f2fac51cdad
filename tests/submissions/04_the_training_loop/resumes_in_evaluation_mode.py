# Switches the loaded model to evaluation mode, as if it were only asked from then on.
#
# start from: _quick
# expect: save_and_resume_test 21/8

# %% save_and_resume
def save_run(path, epochs_done, model, optimizer, scheduler):
    parts = [epochs_done, model.state_dict(), optimizer.state_dict(), scheduler.state_dict(), torch.get_rng_state()]
    torch.save(parts, path)


def resume_run(path, model, optimizer, scheduler):
    epochs_done, weights, averages, counts, random = torch.load(path, weights_only=True)
    model.load_state_dict(weights)
    model.eval()
    optimizer.load_state_dict(averages)
    scheduler.load_state_dict(counts)
    torch.set_rng_state(random)
    return epochs_done
