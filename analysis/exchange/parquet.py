"""Tables as Parquet: typed columns for those who go on with DuckDB, polars or Spark."""

from __future__ import annotations

import io
import zipfile
from typing import IO, TYPE_CHECKING, Any

from analysis.exchange import frames
from analysis.exchange.tables import plain
from analysis.store.moments import days

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    import pyarrow as pa

    from analysis.exchange.selection import Selection

# Rows that are turned and written together.
ROWS = 50_000
_IDS = ("article_id", "reprint_of", "repeats", "counts_as")
_LISTS = {"actors": "string", "parties": "string", "evidence": "string", "statement_ids": "int64"}
_DAYS = ("published", "latest")


def write_parquet(frame: pd.DataFrame, file: IO[bytes] | str) -> None:
    """Write a table, some rows at a time; lists are lists, days are dates, and what is missing is null.

    ``date``, which may be known to the month or the year alone, becomes three columns: the first and the last day that
    it may be, and the ISO 8601 text as it is known.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([field for name in frame.columns for field in _fields(str(name), frame[name])])
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for start in range(0, max(1, len(frame)), ROWS):
            rows = frame.iloc[start : start + ROWS]
            columns = {field: values for name in rows.columns for field, values in _columns(str(name), rows[name])}
            writer.write_table(pa.table(columns, schema=schema))


def write_folder(selection: Selection, folder: Path) -> None:
    """Write all tables into a folder, a file each: ``statements.parquet`` and so on."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in frames.NAMES:
        unfinished = folder / f"{name}.parquet.part"
        write_parquet(frames.table(selection, name), str(unfinished))
        unfinished.replace(folder / f"{name}.parquet")


def parquet(selection: Selection, name: str = "statements") -> bytes:
    """One table as the bytes of a Parquet file."""
    buffer = io.BytesIO()
    write_parquet(frames.table(selection, name), buffer)
    return buffer.getvalue()


def parquet_archive(selection: Selection) -> bytes:
    """All tables, a Parquet file each, in a ZIP archive."""
    buffer = io.BytesIO()
    # The files are compressed already.
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in frames.NAMES:
            archive.writestr(f"{name}.parquet", parquet(selection, name))
    return buffer.getvalue()


def _fields(name: str, column: pd.Series[Any]) -> list[pa.Field]:
    import pandas as pd
    import pyarrow as pa

    if name == "date":
        days_of = [pa.field(one, pa.date32()) for one in ("date", "date_last")]
        return [*days_of, pa.field("date_as_known", pa.string())]
    if name in _DAYS:
        return [pa.field(name, pa.date32())]
    if name == "added":
        return [pa.field(name, pa.timestamp("us", tz="UTC"))]
    if name in _LISTS:
        return [pa.field(name, pa.list_(pa.type_for_alias(_LISTS[name])))]
    if name in _IDS or pd.api.types.is_integer_dtype(column):
        return [pa.field(name, pa.int64())]
    if pd.api.types.is_bool_dtype(column):
        return [pa.field(name, pa.bool_())]
    return [pa.field(name, pa.float64() if pd.api.types.is_float_dtype(column) else pa.string())]


def _columns(name: str, column: pd.Series[Any]) -> list[tuple[str, list[Any]]]:
    import pandas as pd

    values = [plain(value) for value in column]
    if name == "date":
        known = [days(value) if value else (None, None) for value in values]
        return [("date", [first for first, _ in known]), ("date_last", [last for _, last in known]),
                ("date_as_known", values)]  # fmt: skip
    if name in _DAYS:
        return [(name, [days(value)[0] if value else None for value in values])]
    if name == "added":
        return [(name, pd.to_datetime(pd.Series(values), utc=True).to_list())]
    return [(name, values)]
