# Is right, and raises an exception of its own, a subclass of ValueError.

# %% parse_line
class BadLine(ValueError):
    """A line that cannot be read."""


def parse_line(line, class_ids):
    fields = [field.strip() for field in line.split("\t")]
    if len(fields) != 4:
        raise BadLine(f"expected 4 fields, found {len(fields)}")
    species = fields[0].lower()
    if species not in class_ids:
        raise BadLine(f"unknown species {species!r}")
    return class_ids[species], [_measurement(text) for text in fields[1:]]


def _measurement(text):
    if text.lower() in {"", "?", "na"}:
        return None
    try:
        return float(text.replace(",", "."))
    except ValueError as error:
        raise BadLine(f"not a number: {text!r}") from error
