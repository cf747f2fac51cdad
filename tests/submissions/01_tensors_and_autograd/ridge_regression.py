# Lets scikit-learn fit the curve.
#
# expect: fit_test 0
# says: which this task asks you to do without

# %% fit
def fit(x, y):
    from sklearn.linear_model import Ridge
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import PolynomialFeatures, StandardScaler

    model = make_pipeline(StandardScaler(), PolynomialFeatures(3), Ridge(1e-3))
    model.fit(x[:, None].numpy(), y.numpy())
    return lambda inputs: torch.from_numpy(model.predict(inputs[:, None].numpy())).float()
