# Saves the parameters and not the buffers.
#
# start from: _quick
# expect: save_and_resume_test 21/8
# says: at key 'calls'

# %% save_and_resume
def save_run(path, epochs_done, model, optimizer, scheduler):
    torch.save(
        {
            "epoch": epochs_done,
            "model": dict(model.named_parameters()),
            "optimizer": optimizer.state_dict(),
            "scheduler": scheduler.state_dict(),
            "rng": torch.get_rng_state(),
        },
        path,
    )


def resume_run(path, model, optimizer, scheduler):
    checkpoint = torch.load(path, weights_only=True)
    model.load_state_dict(checkpoint["model"], strict=False)
    optimizer.load_state_dict(checkpoint["optimizer"])
    scheduler.load_state_dict(checkpoint["scheduler"])
    torch.set_rng_state(checkpoint["rng"])
    return checkpoint["epoch"]
