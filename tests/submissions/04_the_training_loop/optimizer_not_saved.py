# Saves no optimizer.
#
# start from: _quick
# expect: save_and_resume_test 9/4
# says: Adam remembers running averages
# says: some part of the run is not as it was

# %% save_and_resume
def save_run(path, epochs_done, model, optimizer, scheduler):
    torch.save(
        {
            "epoch": epochs_done,
            "model": model.state_dict(),
            "scheduler": scheduler.state_dict(),
            "rng": torch.get_rng_state(),
        },
        path,
    )


def resume_run(path, model, optimizer, scheduler):
    checkpoint = torch.load(path, weights_only=True)
    model.load_state_dict(checkpoint["model"])
    scheduler.load_state_dict(checkpoint["scheduler"])
    torch.set_rng_state(checkpoint["rng"])
    return checkpoint["epoch"]
