# Counts triples of letters in place of a Transformer.
#
# expect: reviews_test 0..2
# expect: names_test 0

# %% name_training
class Counts(nn.Module):
    def __init__(self, rows):
        super().__init__()
        self.table = nn.Parameter(torch.full((len(letters),) * 3, 0.1))
        with torch.no_grad():
            for row in rows.tolist():
                row = [DOT, *(number for number in row if number)]
                for a, b, c in zip(row, row[1:], row[2:]):
                    self.table[a, b, c] += 1

    def forward(self, ids):
        before = F.pad(ids[:, :-1], (1, 0), value=DOT)
        return self.table[before, ids].log()


name_model = Counts(encode_names(names["train"]))

# %% review_training
review_model = nn.EmbeddingBag(len(vocabulary), 2)
