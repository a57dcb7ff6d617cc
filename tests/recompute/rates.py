# SPDX-License-Identifier: GPL-3.0-or-later
"""Rates and shares of a window, with the block totals that their intervals need."""
import intervals
from intervals import BLOCKS, block_of


def share_inside(attempt, begin, end):
    """The part of a request's time that lies between two moments."""
    start, answered = attempt.started, attempt.answered
    if answered <= start:
        return float(begin <= start <= end)
    return max(0, min(end, answered) - max(begin, start)) / (answered - start)


def spans(attempts, window):
    """(block totals, requests with a part) of successes by the share of their time."""
    totals, parts = [0.0] * BLOCKS, 0
    width = (window.end - window.begin) / BLOCKS
    for attempt in attempts:
        if share_inside(attempt, window.begin, window.end) <= 0:
            continue
        parts += 1
        start, answered = attempt.started, attempt.answered
        if answered <= start:
            totals[block_of(start, window.begin, window.end)] += 1
            continue
        first = block_of(max(start, window.begin), window.begin, window.end)
        last = block_of(min(answered, window.end), window.begin, window.end)
        for block in range(first, last + 1):
            low = window.begin + block * width
            totals[block] += max(0.0, min(low + width, answered) - max(low, start)) / (answered - start)
    return totals, parts


def completions(attempts, window):
    totals, parts = [0.0] * BLOCKS, 0
    for attempt in attempts:
        if window.holds(attempt.answered):
            totals[block_of(attempt.answered, window.begin, window.end)] += 1
            parts += 1
    return totals, parts


def token_totals(attempts, window):
    totals, parts = [0.0] * BLOCKS, 0
    for attempt in attempts:
        had = 0
        for moment, tokens in attempt.moments:
            if window.holds(moment):
                totals[block_of(moment, window.begin, window.end)] += tokens
                had = had or tokens
        parts += bool(had)
    return totals, parts


def cached_share(attempts, begin, end):
    """Interval of the cached part of the input tokens; each attempt that told some is one unit."""
    cached, read, units = [0] * BLOCKS, [0] * BLOCKS, 0
    for attempt in attempts:
        told = attempt.input_tokens or 0
        part = attempt.cached_input_tokens or 0
        block = block_of(attempt.intended, begin, end)
        read[block] += told
        cached[block] += part if part <= told else 0
        units += told > 0
    return intervals.share(cached, read, units)


def error_share(attempts, begin, end):
    """(share, interval) of failed requests over started ones."""
    failed, started = [0] * BLOCKS, [0] * BLOCKS
    for attempt in attempts:
        block = block_of(attempt.intended, begin, end)
        started[block] += 1
        failed[block] += attempt.failed
    total = sum(started)
    return (sum(failed) / total if total else 0), intervals.share(failed, started)


LIMIT_FIGURES = {"ttft": "response_ttft_ms", "e2e": "response_e2e_ms", "tpot": "tpot_ms"}


def goodput_measurable(inside, dropped, levels):
    """Goodput is null where nothing was planned, or no success has the figure of one of the limits."""
    if not inside and not dropped:
        return False
    successes = [attempt for attempt in inside if attempt.succeeded]
    return all(any(LIMIT_FIGURES[name] in attempt.figures for attempt in successes) for name in levels)


def goodput_share(inside, dropped, window):
    """(share, interval) of the good ones of what was planned."""
    good, planned = [0] * BLOCKS, [0] * BLOCKS
    for attempt in inside:
        block = block_of(attempt.intended, window.begin, window.end)
        planned[block] += 1
        good[block] += attempt.good
    for intended in dropped:
        planned[block_of(intended, window.begin, window.end)] += 1
    return sum(good) / sum(planned), intervals.share(good, planned)
