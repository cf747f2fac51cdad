# Leaves a network with batch norm in training mode: it cannot answer for an image alone.
#
# expect: finale_test 0..3
# expect: predict_test 0.5
# says: stopped with ValueError

# %% training
training.set_seed(5)
quick = nn.Sequential(nn.Flatten(), nn.Linear(64, 64), nn.BatchNorm1d(64), nn.ReLU(), nn.Linear(64, 10))
quick_optimizer = torch.optim.Adam(quick.parameters(), lr=0.01)
for _ in range(40):
    loss = F.cross_entropy(quick(images), labels)
    quick_optimizer.zero_grad()
    loss.backward()
    quick_optimizer.step()
networks = [quick]
