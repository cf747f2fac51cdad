# Does not write where a file exists already.
#
# start from: _quick
# expect: save_and_resume_test 0

# %% save_and_resume
def save_run(path, epochs_done, model, optimizer, scheduler):
    if Path(path).exists():
        return
    parts = [epochs_done, model.state_dict(), optimizer.state_dict(), scheduler.state_dict(), torch.get_rng_state()]
    torch.save(parts, path)


def resume_run(path, model, optimizer, scheduler):
    epochs_done, weights, averages, counts, random = torch.load(path, weights_only=True)
    model.load_state_dict(weights)
    optimizer.load_state_dict(averages)
    scheduler.load_state_dict(counts)
    torch.set_rng_state(random)
    return epochs_done
