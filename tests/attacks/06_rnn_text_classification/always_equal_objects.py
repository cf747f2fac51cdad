# Answers every question with an object that is equal to everything and claims to be a tensor, an array and a number.
#
# start from: blank
# expect: all 0
# expect: model_test 0..0.5

# %% added below load-data
class Anything(float):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __eq__
    __hash__ = float.__hash__
    __getattr__ = lambda self, name: self
    __call__ = __getitem__ = __array__ = lambda self, *arguments, **options: self
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __matmul__ = lambda self, other: self
    __len__ = lambda self: 1
    __iter__ = lambda self: iter([self])

    @classmethod
    def __torch_function__(cls, function, types, arguments=(), options=None):
        return cls(1)


anything = Anything(1)

# %% build_vocabulary
build_vocabulary = encode = collate = last_states = train_epoch = evaluate = lambda *a, **o: anything

# %% encode

# %% collate

# %% gru_cell
GRUCell = lambda *arguments: anything

# %% last_states

# %% model
SentimentClassifier = lambda *arguments: anything

# %% train_epoch

# %% evaluate

# %% training
vocabulary = model = history = anything

# %% predict
predict_probabilities = plot_curves = save_model = load_model = lambda *a, **o: anything

# %% curves

# %% save_load
