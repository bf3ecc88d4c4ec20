"""Every event of many recordings as one Parquet table."""

from pathlib import Path
from typing import Any

from coxa.errors import Fault, InputError

COLUMNS = ("path", "exercise", "kind", "side", "name", "start_s", "peak_s", "end_s", "range_deg", "confidence")
_WRITE_EVERY = 50_000


class Table:
    """Rows of events, written in groups, so that memory stays flat."""

    def __init__(self, file: Path) -> None:
        try:
            import pyarrow as pa  # noqa: PLC0415  # an extra
            from pyarrow import parquet  # noqa: PLC0415
        except ImportError as error:
            raise InputError((Fault("--parquet", "needs pyarrow", "pip install coxa[scale]"),)) from error
        self._arrow = pa
        words, numbers = pa.string(), pa.float64()
        kinds = [words] * 5 + [numbers] * 5
        self._schema = pa.schema(list(zip(COLUMNS, kinds, strict=True)))
        self._writer = parquet.ParquetWriter(file, self._schema)
        self._rows: list[dict[str, Any]] = []

    def add(self, row: dict[str, Any]) -> None:
        """Add the events of one recording; a broken file is one row of the kind "error"."""
        about = {"path": row["path"], "exercise": row["exercise"]}
        if row["error"]:
            self._rows.append({**about, "kind": "error", "name": row["error"]})
        for kind, key in (("repetition", "repetitions"), ("hold", "holds")):
            self._rows += [{**about, "kind": kind, **one} for one in row[key]]
        for one in row["faults"]:
            self._rows.append(
                {**about, "kind": "fault", **{k: v for k, v in one.items() if k != "at_s"}, "peak_s": one["at_s"]}
            )
        for one in row["unseen"]:
            self._rows.append(
                {**about, "kind": "unseen", "name": one["why"], "start_s": one["start_s"], "end_s": one["end_s"]}
            )
        if len(self._rows) >= _WRITE_EVERY:
            self._write()

    def close(self) -> None:
        """Write what is left."""
        self._write()
        self._writer.close()

    def _write(self) -> None:
        rows = [{name: row.get(name) for name in COLUMNS} for row in self._rows]
        self._writer.write_table(self._arrow.Table.from_pylist(rows, schema=self._schema))
        self._rows = []
