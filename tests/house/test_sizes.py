"""Size as a ratchet: small files and small functions, most of the time."""

from pathlib import Path
from statistics import median, quantiles

from checkout import CHECKOUT, functions, trees


def shape(sizes: dict[str, int]) -> tuple[float, float, str]:
    """Median and ninth decile of some sizes, and a sentence that says them with the largest."""
    middle, ninth = median(sizes.values()), quantiles(sizes.values(), n=10)[8]
    largest = sorted(sizes.items(), key=lambda item: -item[1])[:10]
    listed = "\n".join(f"  {lines:5} {name}" for name, lines in largest)
    return middle, ninth, f"{len(sizes)} sizes: median {middle}, ninth decile {ninth}, largest:\n{listed}"


def name(path: Path) -> str:
    return str(path.relative_to(CHECKOUT))


def test_files_are_small() -> None:
    middle, ninth, figures = shape({name(path): len(path.read_text().splitlines()) for path in trees()})
    assert middle < 120, figures
    assert ninth < 300, figures


def test_functions_are_small() -> None:
    lengths = {
        f"{name(path)}:{function.lineno} {function.name}": (function.end_lineno or 0) - function.lineno + 1
        for path, tree in trees().items()
        for function in functions(tree)
    }
    middle, ninth, figures = shape(lengths)
    assert middle < 10, figures
    assert ninth < 30, figures
