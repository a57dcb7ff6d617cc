# SPDX-License-Identifier: GPL-3.0-or-later
"""Output tokens of an attempt: which count stands, how it spreads over the chunks, and which answers came in one piece."""

REASONING = 1  # the kind of a chunk


def _streamed(attempt, output):
    """Output tokens less the reasoning that no chunk carried."""
    if attempt.first_reasoning is None and attempt.reasoning_tokens:
        return max(0, output - attempt.reasoning_tokens)
    return output


def _set_right(attempt):
    parts = (attempt.input_tokens, attempt.output_tokens, attempt.reasoning_tokens)
    total = getattr(attempt, "total_tokens", None)
    return None not in parts and total is not None and parts[2] > 0 and sum(parts) == total


def _most(attempt):
    """The most tokens that the text of an attempt can hold."""
    if len(attempt.chunks) < attempt.chunk_count:
        return attempt.bytes_received + 32
    text = sum(chunk[2] for chunk in attempt.chunks)
    if not attempt.reasoning_tokens:
        text += 15 * sum(chunk[2] for chunk in attempt.chunks if chunk[1] == REASONING)
    return text + 32


def _source(attempt):
    """'usage', 'usage_with_reasoning', 'chunks' (nothing told) or 'set_aside' (usage was told and does not count)."""
    if attempt.output_tokens is None:
        return "set_aside" if attempt.usage_unreadable & 4 else "chunks"
    right = _set_right(attempt)
    output = attempt.output_tokens + (attempt.reasoning_tokens if right else 0)
    chunks, streamed = attempt.chunk_count, _streamed(attempt, output)
    of_text = max(0, output - (attempt.reasoning_tokens or 0))
    if output == 0 and chunks:
        return "set_aside"
    if attempt.streamed and not attempt.whole and streamed < chunks:
        return "set_aside"
    if attempt.streamed and chunks > 2 * streamed:
        text = sum(chunk[2] for chunk in attempt.chunks)
        if not attempt.chunks or text > 16 * streamed:
            return "set_aside"
    if chunks and of_text > _most(attempt) or not chunks and attempt.streamed and of_text:
        return "set_aside"
    return "usage_with_reasoning" if right else "usage"


def count(attempt):
    """Sets `output`, `streamed_tokens` and `source` of an attempt."""
    source = _source(attempt)
    attempt.token_source = source
    attempt.counted_by = source
    counted = getattr(attempt, "counted_output_tokens", None)
    if source in ("chunks", "set_aside"):
        attempt.output = attempt.streamed_tokens = counted or attempt.chunk_count
        attempt.counted_by = "tokenizer" if counted else "chunks"
    else:
        attempt.output = attempt.output_tokens
        if source == "usage_with_reasoning":
            attempt.output += attempt.reasoning_tokens
        attempt.streamed_tokens = _streamed(attempt, attempt.output)
    attempt.above_usage = (attempt.output_tokens is not None and bool(attempt.streamed)
                           and attempt.chunk_count > _streamed(attempt, attempt.output_tokens))


def spread(total, weights):
    """`total` over the weights by largest remainder, the earlier of equal ones first."""
    if total == len(weights):
        return [1] * total
    whole = sum(weights)
    if whole == 0:
        weights, whole = [1] * len(weights), len(weights)
    shares = [total * weight // whole for weight in weights]
    rests = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in rests[:total - sum(shares)]:
        shares[i] += 1
    return shares


def per_chunk(attempt):
    """The tokens of each chunk, without the reasoning that was not streamed."""
    return spread(attempt.streamed_tokens, [chunk[2] for chunk in attempt.chunks])


def of_first_chunk(attempt):
    """The tokens of the first chunk, None where they can't be told without the chunks."""
    if attempt.chunks:
        return per_chunk(attempt)[0]
    return 1 if attempt.streamed_tokens == attempt.chunk_count > 0 else None


def moments(attempt):
    """[(time, tokens)]: when the output tokens of an attempt came."""
    if not attempt.chunks:
        return [(attempt.answered, attempt.output)] if attempt.output else []
    result = [(chunk[0], tokens) for chunk, tokens in zip(attempt.chunks, per_chunk(attempt))]
    unseen = attempt.output - attempt.streamed_tokens
    if unseen:
        result[0] = (result[0][0], result[0][1] + unseen)
    return result


def coalesced(attempt):
    """A streamed answer that came in one piece or nearly so."""
    chunks = attempt.chunk_count
    if not attempt.streamed or chunks < 2:
        return False
    return attempt.token_read_count * 10 < chunks or attempt.shared_chunk_count * 2 > chunks


def prepare(run):
    """Tokens and coalescing of every attempt of a run."""
    for attempt in run.attempts:
        count(attempt)
        attempt.coalesced = coalesced(attempt)
        attempt.moments = moments(attempt)
