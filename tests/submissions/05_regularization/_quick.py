# Trains for a fraction of a second: the base of everybody whose training is not the point.
#
# expect: finale_test 0..3

# %% training
training.set_seed(5)
quick = nn.Sequential(nn.Flatten(), nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))
quick_optimizer = torch.optim.Adam(quick.parameters(), lr=0.01)
for _ in range(40):
    loss = F.cross_entropy(quick(images), labels)
    quick_optimizer.zero_grad()
    loss.backward()
    quick_optimizer.step()
networks = [quick.eval()]
