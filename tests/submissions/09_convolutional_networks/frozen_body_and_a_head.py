# Trains a head on the frozen body.
#
# start from: _quick

# %% transfer
new_network = with_new_head(network, 5)
new_network.eval()
with torch.no_grad():
    features = torch.cat([new_network.body(new_images), new_network.body(new_images.flip(3))])
head_optimizer = torch.optim.AdamW(new_network.head.parameters(), lr=0.02)
for _ in range(150):
    loss = F.cross_entropy(new_network.head(features), new_labels.repeat(2))
    head_optimizer.zero_grad()
    loss.backward()
    head_optimizer.step()
