# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures of one request: what is known of each, or the bound that a censored request gives."""
import math

import tokens

# Figures of deciding attempts in the order of docs/metrics.md; all but those in COUNTS are times.
NAMES = ("connect_ms", "upload_ms", "headers_ms", "ttfb_ms", "ttft_ms", "ttfa_ms", "response_ttft_ms", "response_e2e_ms", "cap_wait_ms",
         "longest_gap_ms", "tpot_ms", "tpot_after_first_ms", "e2e_ms", "inference_time_ms", "queue_ms", "prefill_ms", "decode_ms",
         "outside_server_ms",
         "input_tokens_per_request", "output_tokens_per_request")
COUNTS = {"input_tokens_per_request", "output_tokens_per_request"}


def whole(value):
    """Rounded to the nearest whole number, as times are kept in whole nanoseconds."""
    return math.floor(value + 0.5)


def less(end, start):
    return None if end is None or start is None else end - start


def waited_from(attempt):
    """The moment the user began to wait."""
    if attempt.open_load:
        return attempt.intended
    first = attempt.first_started
    return attempt.started if first is None else first


def open_gap(attempt):
    """The gap that a hung or cut stream left open, None where there is none."""
    if not attempt.censored or not attempt.streamed:
        return None
    return less(attempt.closed, attempt.last_token)


def _longest_gap(attempt):
    if not attempt.streamed or attempt.coalesced:
        return None
    known = max(attempt.gaps, default=None)
    still = open_gap(attempt)
    if still is not None and (known is None or still > known):
        return still, False
    return None if known is None else (known, True)


def _ends(attempt):
    """Figures whose end a censored request may not have reached."""
    asked = waited_from(attempt)
    result = {}
    stamps = [("ttfb_ms", attempt.first_byte, attempt.started)]
    if attempt.streamed:
        stamps += [("ttft_ms", attempt.first_token, attempt.started), ("ttfa_ms", attempt.first_content, attempt.started),
                   ("response_ttft_ms", attempt.first_token, asked)]
    for name, end, start in stamps:
        if end is not None:
            result[name] = (less(end, start), True)
        elif attempt.censored:
            result[name] = (less(attempt.closed, start), False)
    if attempt.succeeded:
        end = attempt.last_token if attempt.streamed else attempt.closed
        result["e2e_ms"] = (less(end, attempt.started), True)
        result["response_e2e_ms"] = (less(end, asked), True)
    else:
        result["e2e_ms"] = (less(attempt.closed, attempt.started), False)
        result["response_e2e_ms"] = (less(attempt.closed, asked), False)
    return result


def _paces(attempt):
    """`tpot` and `tpot_after_first` of a success."""
    if not attempt.streamed or attempt.coalesced:
        return {}
    span, result = less(attempt.last_token, attempt.first_token), {}
    if span is not None and attempt.streamed_tokens >= 2 and attempt.chunk_count >= 2:
        result["tpot_ms"] = (whole(span / (attempt.streamed_tokens - 1)), True)
    first = tokens.of_first_chunk(attempt)
    if span is not None and first is not None:
        after = attempt.streamed_tokens - first
        if after > 0 and attempt.streamed_tokens >= 2:
            result["tpot_after_first_ms"] = (whole(span / after), True)
    return result


def _server(attempt, e2e):
    inference = attempt.server_inference
    if inference is None:
        whole = attempt.server_prefill is not None and attempt.server_decode is not None
        inference = (attempt.server_queue or 0) + attempt.server_prefill + attempt.server_decode if whole else None
    result = {"inference_time_ms": (inference, True), "queue_ms": (attempt.server_queue, True),
              "prefill_ms": (attempt.server_prefill, True), "decode_ms": (attempt.server_decode, True)}
    if inference is not None:
        result["outside_server_ms"] = (less(e2e, inference), True)
    return result


def of_request(attempt):
    """{name: (value in ns or a count, known)} of a deciding attempt that succeeded or is censored."""
    waited = {"cap_wait_ms": (attempt.cap_wait, True)} if attempt.open_load else {}
    if not (attempt.succeeded or attempt.censored):
        return waited
    connected = attempt.tls_done if attempt.tls_done is not None else attempt.connected
    result = {**waited, "connect_ms": (less(connected, attempt.started), True), "upload_ms": (less(attempt.uploaded, attempt.sent), True)}
    result["headers_ms"] = (less(attempt.headers, attempt.started), True)
    result.update(_ends(attempt))
    result["longest_gap_ms"] = _longest_gap(attempt) or (None, True)
    if attempt.succeeded:
        result.update(_paces(attempt))
        result.update(_server(attempt, result["e2e_ms"][0]))
        result["input_tokens_per_request"] = (attempt.input_tokens, True)
        result["output_tokens_per_request"] = (attempt.output, True)
    return {name: value for name, value in result.items() if value[0] is not None}


def slip(attempt):
    """The generator's own lateness at the start of any attempt."""
    due = attempt.intended if attempt.due is None else attempt.due
    late = less(attempt.started, due)
    return None if late is None else late - attempt.cap_wait


def good(attempt, levels):
    """Whether a success met every service level (in ns)."""
    if not attempt.succeeded:
        return False
    figures = attempt.figures
    for name, key in (("ttft", "response_ttft_ms"), ("e2e", "response_e2e_ms"), ("tpot", "tpot_ms")):
        if name in levels:
            if name == "tpot" and attempt.coalesced:
                return False
            if key in figures and figures[key][0] > levels[name]:
                return False
    return True
