"""What predictions for held-out rows are measured by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

SCORES = "scores"


@dataclass(frozen=True)
class Metric:
    """A number that is larger for better predictions.

    Attributes
    ----------
    title : str
        What it is called in a message.
    asks_for : str
        What a prediction is: one of these for each held-out row.
    of : callable
        Takes the labels and the predictions, both of shape (num_rows,); scores are finite.
    """

    title: str
    asks_for: str
    of: Callable[[np.ndarray, np.ndarray], float]


def _accuracy(labels: np.ndarray, predictions: np.ndarray) -> float:
    return float((predictions == labels).mean())


# scikit-learn is imported where it is needed: it takes a second, and most checks ask for accuracy.


def _f1(labels: np.ndarray, predictions: np.ndarray) -> float:
    from sklearn.metrics import f1_score

    return float(f1_score(labels == 1, predictions == 1, zero_division=0))


def _roc_auc(labels: np.ndarray, predictions: np.ndarray) -> float:
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score(labels == 1, predictions))


def _average_precision(labels: np.ndarray, predictions: np.ndarray) -> float:
    from sklearn.metrics import average_precision_score

    return float(average_precision_score(labels == 1, predictions))


METRICS = {
    "accuracy": Metric("accuracy", "class indices", _accuracy),
    "f1": Metric("F1", "class indices", _f1),  # of class 1
    "roc_auc": Metric("ROC AUC", SCORES, _roc_auc),  # a higher score for class 1
    "average_precision": Metric("average precision", SCORES, _average_precision),
}
