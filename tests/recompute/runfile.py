# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a run file as docs/run-file.md describes it: attempts with their chunks, dropped requests, documents, histograms."""
import json
import sqlite3
import struct

CUT = {"abandoned", "cut_by_test_end"}
CENSORED = CUT | {"first_token_timeout", "stall_timeout", "deadline"}
SHORTEST_GAP = 1000  # of a histogram, in ns


def varints(blob, at=0):
    """All LEB128 numbers of a blob from `at` on."""
    value = shift = 0
    while at < len(blob):
        byte = blob[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            yield value
            value = shift = 0


def chunk_times(blob):
    """[(time in ns, kind, text bytes)] of a `times` blob."""
    chunks, now, numbers = [], 0, varints(blob)
    for zigzag in numbers:
        now += (zigzag >> 1) ^ -(zigzag & 1)
        text = next(numbers)
        chunks.append((now, text & 3, text >> 2))
    return chunks


COUNTS = ("chunk_count", "event_count", "read_count", "bytes_received", "token_read_count", "shared_chunk_count")


def sections(blob):
    """((request, attempt), counts so far, new chunks) of each section of a part."""
    at = 0
    while at < len(blob):
        head = []
        while len(head) < 9:
            value = shift = 0
            while True:
                byte = blob[at]
                at += 1
                value |= (byte & 0x7F) << shift
                shift += 7
                if byte < 0x80:
                    break
            head.append(value)
        yield (head[0], head[1]), dict(zip(COUNTS, head[2:8])), chunk_times(blob[at:at + head[8]])
        at += head[8]


def bucket_of(value):
    """The bucket of a time in ns, clamped as the file's histograms are."""
    value = min(max(value, 1000), 3600 * 10**9)
    shift = max(0, value.bit_length() - 11)
    return 1024 * shift + (value >> shift)


def bucket_ends(bucket):
    """The smallest and the largest time of a bucket."""
    shift = max(0, bucket // 1024 - 1)
    low = (bucket - 1024 * shift) << shift
    return low, low + (1 << shift) - 1


def histogram(blob):
    """(count, smallest, largest, sum, {bucket: count}) of a histogram blob, None where there is none."""
    if not blob:
        return None
    if blob[:3] != b"WH1":
        raise ValueError("a histogram blob does not begin with WH1")
    numbers = list(varints(blob, 3))
    count, _, low, high, upper, lower = numbers[:6]
    buckets, index = {}, 0
    for step, number in zip(numbers[6::2], numbers[7::2]):
        index += step
        buckets[index] = number
    return count, low, high, (upper << 64) + lower, buckets


WORD = (1 << 64) - 1


def _words(value):
    """The words of 64 bits that a value of a row is summed up by."""
    if value is None:
        return [1 << 63]
    if isinstance(value, int):
        return [value & WORD]
    if isinstance(value, float):
        return [struct.unpack("<Q", struct.pack("<d", value + 0.0))[0]]
    content = value.encode("utf-16-le") if isinstance(value, str) else value
    filled = content + b"\0" * (-len(content) % 8)
    return [len(content), *struct.unpack(f"<{len(filled) // 8}Q", filled)]


def row_check(values):
    """The check of a row, signed as SQLite holds it."""
    total = 0x5765697252756E31
    for value in values:
        for word in _words(value):
            total = (total ^ word) * 0x9E3779B97F4A7C15 & WORD
            total ^= total >> 32
    return total - (1 << 64) if total >> 63 else total


CHECKED = ("meta", "documents", "requests", "chunks", "open_requests", "open_chunks", "series", "histograms", "notes")


def damage(path):
    """Sentences about rows that are not as they were written."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    rows = json.loads(database.execute("SELECT json FROM documents WHERE name = 'rows'").fetchone()[0])
    found = []
    for table in CHECKED:
        count = 0
        for *values, check in database.execute(f"SELECT * FROM {table}"):
            count += 1
            if row_check(values) != check:
                found.append(f"{table}: row {values[0]} is damaged")
        if table != "meta" and count != rows["tables"].get(table, 0):
            found.append(f"{table}: {count} rows and not {rows['tables'].get(table, 0)}")
    dropped = [row[0] for row in database.execute("SELECT intended_ns FROM dropped ORDER BY rowid")]
    if str(row_check(dropped)) != rows["dropped_check"]:
        found.append("dropped is damaged")
    database.close()
    return found


class Attempt:
    """One row of `requests`; every column is a member, stamps without the `_ns` of their column."""

    def __init__(self, row):
        for key in row.keys():
            if key == "row_check":
                continue
            setattr(self, key[:-3] if key.endswith("_ns") else key, row[key])
        self.chunks = []
        self.succeeded = self.outcome == "success"
        self.cut = self.outcome in CUT
        self.failed = not self.succeeded and not self.cut
        self.censored = self.outcome in CENSORED
        self.deciding = not self.retried
        self.whole = self.outcome in ("success", "check_failed", "empty_stream")
        firsts = [t for t in (self.first_reasoning, self.first_content) if t is not None]
        self.first_token = min(firsts) if firsts else None

    def cut_at(self, end):
        """An attempt that was open when the process was killed: it ran until the last commit at least."""
        if self.chunks:
            self.last_token = max(self.last_token or 0, self.chunks[-1][0])
        stamps = [self.connected, self.tls_done, self.sent, self.headers, self.first_byte, self.first_event, self.last_token, self.terminator]
        end = end if self.terminator is None else None  # the answer was whole, only the wire was open
        self.closed = max(t for t in [self.started, end, *stamps] if t is not None)

    def finish(self):
        """What needs the chunks: the gaps and the moment of the complete answer."""
        times = [chunk[0] for chunk in self.chunks]
        self.gaps = [max(SHORTEST_GAP, later - earlier) for earlier, later in zip(times, times[1:])]
        self.answered = self.last_token if self.streamed else self.closed
        if self.answered is None:
            self.answered = self.closed


class Run:
    """A whole run file in memory."""

    def __init__(self, path):
        database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        database.row_factory = sqlite3.Row
        self.meta = {row["key"]: row["value"] for row in database.execute("SELECT key, value FROM meta")}
        self.documents = {row["name"]: json.loads(row["json"]) for row in database.execute("SELECT name, json FROM documents")}
        self.scenario = json.loads(self.meta["scenario"])
        self.environment = json.loads(self.meta["environment"])
        self.milestones = self.documents["milestones"]
        self.health = self.documents.get("health", {})
        self.attempts = self._attempts(database)
        self.dropped = [row[0] for row in database.execute("SELECT intended_ns FROM dropped")]
        self.histograms = {row["name"]: histogram(row["counts"]) for row in database.execute("SELECT name, counts FROM histograms")}
        self.notes = list(map(tuple, database.execute("SELECT at_ns, kind, text FROM notes")))
        self.open_requests = database.execute("SELECT count(*) FROM open_requests").fetchone()[0]
        database.close()
        self.requests = [attempt for attempt in self.attempts if attempt.deciding]

    def _attempts(self, database):
        attempts = [Attempt(row) for row in database.execute("SELECT * FROM requests ORDER BY rowid")]
        by_id = {(attempt.request, attempt.attempt): attempt for attempt in attempts}
        for row in database.execute("SELECT request, attempt, times FROM chunks"):
            by_id[row["request"], row["attempt"]].chunks = chunk_times(row["times"])
        attempts += self._open_attempts(database)
        for attempt in attempts:
            attempt.finish()
        return attempts

    def _open_attempts(self, database):
        rows = database.execute("SELECT * FROM open_requests ORDER BY request, attempt")
        attempts = {(row["request"], row["attempt"]): Attempt({**dict(row), "outcome": "cut_by_test_end"}) for row in rows}
        for row in database.execute("SELECT sections FROM open_chunks ORDER BY part"):
            for key, counts, chunks in sections(row["sections"]):
                if key in attempts:
                    for name, count in counts.items():
                        setattr(attempts[key], name, max(getattr(attempts[key], name), count))
                    attempts[key].chunks += chunks
        for attempt in attempts.values():
            attempt.cut_at(self.milestones["end_ns"])
            if not self.scenario.get("recording", {}).get("chunk_times", True):
                attempt.chunks = []
        return list(attempts.values())


SECONDS = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1, "m": 60, "h": 3600, "d": 86400}


def duration_ns(text):
    """A duration of the scenario format in ns: numbers with units, from large to small."""
    total, number, unit = 0, "", ""
    for character in text + "\0":
        if character.isalpha():
            unit += character
            continue
        if unit:
            total += round(float(number) * SECONDS[unit] * 1e9)
            number = unit = ""
        number += character
    return total
