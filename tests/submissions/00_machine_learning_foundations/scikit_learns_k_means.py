# Asks scikit-learn's KMeans.
#
# expect: k_means_test 0

# %% k_means
def k_means(rows: np.ndarray, centres: np.ndarray) -> tuple[np.ndarray, np.ndarray, int]:
    """Return the final centres, the number of each row's centre, and how often the centres were moved."""
    from sklearn.cluster import KMeans

    fitted = KMeans(len(centres), init=centres, n_init=1, tol=0).fit(rows)
    return fitted.cluster_centers_, fitted.labels_, fitted.n_iter_
