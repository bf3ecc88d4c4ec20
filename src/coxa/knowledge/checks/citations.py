"""Every source that is cited is in the bibliography, and every source in it is cited."""

from collections.abc import Iterator

from coxa.errors import Fault
from coxa.knowledge.checks.files import Files, key_in, pieces
from coxa.knowledge.evidence import Citation
from coxa.knowledge.library import Content


def faults(content: Content, files: Files) -> Iterator[Fault]:
    """Citations of nothing, and sources for nothing."""
    cited = [(where, piece.source) for where, piece in pieces(files) if isinstance(piece, Citation)]
    for where, source in cited:
        if source not in content.sources:
            yield Fault(
                key_in(where, "source"),
                f"cites {source}, which is not in the bibliography",
                "add the source to bibliography.json, or cite one that is there",
            )
    for source in sorted(content.sources.keys() - {source for _, source in cited}):
        yield Fault(f"bibliography.json {source}", "is cited nowhere", "cite it where it was used, or take it out")
