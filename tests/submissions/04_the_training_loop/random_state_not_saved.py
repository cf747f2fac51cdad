# Forgets the random generator.
#
# start from: _quick
# expect: save_and_resume_test 9/4
# says: the generator is somewhere in its sequence

# %% save_and_resume
def save_run(path, epochs_done, model, optimizer, scheduler):
    torch.save(
        {
            "epoch": epochs_done,
            "model": model.state_dict(),
            "optimizer": optimizer.state_dict(),
            "scheduler": scheduler.state_dict(),
        },
        path,
    )


def resume_run(path, model, optimizer, scheduler):
    checkpoint = torch.load(path, weights_only=True)
    model.load_state_dict(checkpoint["model"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    scheduler.load_state_dict(checkpoint["scheduler"])
    return checkpoint["epoch"]
