# Saves whole objects and switches the protection off.
#
# start from: _quick
# expect: save_and_resume_test 21/8
# says: the code stopped with UnpicklingError

# %% save_and_resume
def save_run(path, epochs_done, model, optimizer, scheduler):
    torch.save([epochs_done, model.state_dict(), optimizer, scheduler.state_dict(), torch.get_rng_state()], path)


def resume_run(path, model, optimizer, scheduler):
    epochs_done, state, saved_optimizer, schedule, random = torch.load(path, weights_only=False)
    model.load_state_dict(state)
    optimizer.load_state_dict(saved_optimizer.state_dict())
    scheduler.load_state_dict(schedule)
    torch.set_rng_state(random)
    return epochs_done
