# Saves an object of a class of its own.
#
# start from: _quick
# expect: save_and_resume_test 21/8

# %% save_and_resume
class Run:
    pass


def save_run(path, epochs_done, model, optimizer, scheduler):
    run = Run()
    run.epochs_done, run.model = epochs_done, model.state_dict()
    run.optimizer, run.scheduler = optimizer.state_dict(), scheduler.state_dict()
    run.random = torch.get_rng_state()
    torch.save(run, path)


def resume_run(path, model, optimizer, scheduler):
    run = torch.load(path, weights_only=False)
    model.load_state_dict(run.model)
    optimizer.load_state_dict(run.optimizer)
    scheduler.load_state_dict(run.scheduler)
    torch.set_rng_state(run.random)
    return run.epochs_done
