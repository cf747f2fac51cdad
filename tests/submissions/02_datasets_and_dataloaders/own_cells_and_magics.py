# Has cells of its own: magics, a shell command, a helper that an answer uses, a question to itself that ends in an error.

# %% added above imports
%matplotlib inline
!echo how long are the lines?

# %% added above parse_line
def number_of(text):
    return None if text.strip().lower() in ("", "?", "na") else float(text.replace(",", "."))


%timeit -n 10 -r 1 number_of("3,5")

# %% parse_line
%time number_of("3.5")


def parse_line(line, class_ids):
    species, length, width, mass = line.split("\t")  # raises ValueError if there are more or fewer
    species = species.strip().lower()
    if species in class_ids:
        return class_ids[species], [number_of(length), number_of(width), number_of(mass)]
    raise ValueError("unknown species")

# %% added below parse_line
parse_line("what do I get here?", {"oak": 0})

# %% added below collate
%matplotlib inline
lengths = collate([([1, 2], 0)])[1]
lengths
