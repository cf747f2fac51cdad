# Drops the columns of words.
#
# expect: screening_test 0

# %% screening_answer
def find_the_ill(columns: dict[str, np.ndarray], labels: np.ndarray, asked: dict[str, np.ndarray]) -> np.ndarray:
    """Learn from the training rows who is ill; return 0 or 1 for each row in `asked`."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    middle, encoder, scaler = np.nanmedian(columns["pressure"]), OneHotEncoder(), StandardScaler()

    def numbers(table: dict) -> np.ndarray:
        marker = np.log(np.maximum(table["marker"], 1e-3))  # a device shifts the logarithm by a constant
        pressure = np.where(np.isnan(table["pressure"]), middle, table["pressure"])
        return np.column_stack([table["age"], marker, pressure])

    def words(table: dict) -> np.ndarray:
        return np.column_stack([np.full(len(table["age"]), "")])

    known = np.hstack([scaler.fit_transform(numbers(columns)), encoder.fit_transform(words(columns)).toarray()])
    new = np.hstack([scaler.transform(numbers(asked)), encoder.transform(words(asked)).toarray()])
    model = LogisticRegression(C=10, max_iter=1000).fit(known, labels)
    return (model.predict_proba(new)[:, 1] > 0.35).astype(int)
