"""Fetching a part of amazon_polarity through the optional library `datasets`."""

from pathlib import Path

from course_utils.data.files import DataError, rows_to_jsonl, write_atomically

REPOSITORY = "fancyzhx/amazon_polarity"


def fetch_amazon(path: Path, num_rows: int) -> None:
    """Write the first `num_rows` different texts of the training part to a JSONL file.

    Raises
    ------
    DataError
        If the extra is not installed or the host cannot be reached.
    """
    try:
        from datasets import load_dataset
    except ImportError as error:
        raise DataError(
            'amazon_polarity needs the library `datasets`. In the course\'s folder run: pip install -e ".[amazon]"'
        ) from error
    labels: dict[str, int] = {}
    try:
        # Streaming fetches only what is read: a few megabytes of 688.
        for record in load_dataset(REPOSITORY, split="train", streaming=True):
            labels.setdefault(record["content"].strip(), int(record["label"]))
            if len(labels) == num_rows:
                break
    except Exception as error:  # the library and its network layers raise many kinds
        raise DataError(
            "amazon_polarity could not be fetched. It needs a connection at its first load; the set "
            f'"reviews_en" needs none. The library says: {error}'
        ) from error
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, rows_to_jsonl(labels.items()))
