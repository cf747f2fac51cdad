# Leaves the network in training mode, so that dropout answers by chance.
#
# expect: finale_test 0..3
# expect: predict_test 0.5
# says: at key 'the same answers when asked again'

# %% training
training.set_seed(5)
quick = nn.Sequential(nn.Flatten(), nn.Linear(64, 64), nn.ReLU(), nn.Dropout(0.5), nn.Linear(64, 10))
quick_optimizer = torch.optim.Adam(quick.parameters(), lr=0.01)
for _ in range(40):
    loss = F.cross_entropy(quick(images), labels)
    quick_optimizer.zero_grad()
    loss.backward()
    quick_optimizer.step()
networks = [quick]
