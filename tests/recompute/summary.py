# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts the summary together from a run file: every key that the documentation makes recomputable."""
import collections

import block
import distribution
import figures
import hanging
import rates
import thresholds
import tokens
import verdict
import windows
from runfile import duration_ns

# Keys that are not recomputed, and why.
LEFT_OUT = {
    "host": "the machine, not a figure",
    "load": "the scenario with its defaults",
    "calibration": "a certificate, not a figure of the run",
    "calibration_reason": "words",
    "weir": "words",
    "started": "words",
    "warnings": "sentences, those on drift among them",
    "error_examples": "words; what they are of is counted in error_details",
    "advice": "sentences",
    "reasons": "sentences; the verdict that they lead to is recomputed",
    "interrupted": "a state",
    "weir_summary": "a version",
    "generator.cpu_us_per_event": "the process's; not of the attempts",
    "generator.rss_bytes": "the process's, at its end",
    "generator.peak_rss_bytes": "the process's",
    "generator.loop_lag_ms.weak": "of a histogram without blocks",
}


def _prepare(run):
    tokens.prepare(run)
    levels = {name: duration_ns(text) for name, text in run.scenario.get("goals", {}).get("service_level", {}).items() if text}
    groups = _group_names(run)
    for attempt in run.attempts:
        attempt.group = attempt.request % len(groups)
        attempt.figures = figures.of_request(attempt) if attempt.deciding else {}
        attempt.good = attempt.deciding and figures.good(attempt, levels)
    return levels


def _group_names(run):
    return [group["name"] for group in run.scenario["load"].get("groups", [])] or [""]


def _window(run, window, part, e2e):
    _, requests, _ = block.counts(part, window)
    start = run.milestones["start_ns"]
    weak = bool(e2e["count"] + e2e["censored"]) and window.length * 1000 < 3 * e2e["p95"]
    return {"kind": window.kind, "weak": weak, "from_s": (window.begin - start) / 1e9, "to_s": (window.end - start) / 1e9, "left_out_s": window.left_out / 1e9,
            "users": window.users, "rate": window.rate, "requests": requests["started"], "measured": requests["measured"]}


def _by_name(run, levels, window, column, names):
    result = {}
    used = sorted({getattr(attempt, column) for attempt in run.attempts})
    for index in used:
        dropped = run.dropped if len(used) == 1 else []  # not known by part otherwise
        part = block.Part([attempt for attempt in run.attempts if getattr(attempt, column) == index], dropped, levels)
        result[names[index]] = block.of(part, window)
    return result


def _requests(run):
    planned = len(run.requests) + len(run.dropped)
    return {"planned": planned, "started": len(run.requests), "dropped": len(run.dropped), "attempts": len(run.attempts),
            "succeeded": sum(a.succeeded for a in run.requests), "failed": sum(a.failed for a in run.requests),
            "cut": sum(a.cut for a in run.requests), "hanging": hanging.count(run), "retried": sum(a.attempt > 1 for a in run.requests)}


def _error_details(run):
    counted = collections.Counter()
    for attempt in run.requests:
        if not attempt.succeeded:
            counted[attempt.outcome, attempt.outcome_detail] += 1
    return counted


def _tokens(run, values, window):
    inside = [a for a in run.requests if a.succeeded and window.holds(a.intended)]
    sources = collections.Counter(a.counted_by for a in inside)
    kinds = {"usage" if source == "usage_with_reasoning" else source for source in sources}
    told = [a for a in inside if a.streamed and a.counted_by != "chunks"]
    chunks = sum(a.chunk_count for a in told)
    read = sum(next((n for n in (a.input_tokens, getattr(a, "counted_input_tokens", None)) if n is not None), 0)
               for a in run.attempts)
    cached = sum(a.cached_input_tokens or 0 for a in run.attempts if (a.input_tokens or 0) >= (a.cached_input_tokens or 0))
    return {
        "input": read, "cached_input": cached, "cached_share": cached / read if read else None,
        "output": sum(a.output for a in run.attempts), "per_second": values["tokens_per_second"],
        "goodput_per_second": values.get("tokens.goodput_per_second"),
        "per_chunk": sum(a.streamed_tokens for a in told) / chunks if chunks else None,
        "source": "mixed" if len(kinds) > 1 else kinds.pop() if kinds else "chunks", "sources": dict(sources),
    }


def _targets(run):
    said = {place: ", ".join(names) for place, names in run.milestones.get("servers", [])}
    result = []
    for place, target in enumerate(run.scenario["targets"]):
        result.append({"name": target["name"], "url": target["url"], "vendor": target.get("vendor", "openai-chat"),
                       "model": target.get("model", ""), "server": said.get(place)})
    return result


def _stalls(run, part, window):
    limit = duration_ns(run.scenario.get("goals", {}).get("stall_limit") or "1s")
    return sum(gap[0] > limit for gap in block.gaps_of(part.requests, window))


def _generator(run, part, window, slip):
    inside = [a for a in part.requests if window.holds(a.intended)]
    events, reads = sum(a.event_count for a in run.attempts), sum(a.read_count for a in run.attempts)
    lag = distribution.of_histogram(run.histograms.get("loop_lag"))
    return {
        "loop_lag_ms": {key: value for key, value in lag.items() if key != "intervals"},
        "slip_p99_ms": slip["p99"], "events": events, "events_per_read": events / reads if reads else 0, "dropped": len(run.dropped),
        "silent_resends": run.health.get("silent_resends", 0), "throttled_share": run.health.get("throttled_share", 0),
        "host_busy_s": run.health.get("host_busy_for_ns", 0) / 1e9,
        "stale_connections": sum(a.stale_connection for a in run.attempts),
        "coalesced_requests": sum(a.coalesced for a in run.attempts), "lingered_connections": sum(a.lingered for a in run.attempts),
        "kernel_stamps_share": sum(a.kernel_stamps for a in inside) / len(inside) if inside else None,
    }


def _threshold(text, run, levels, window, whole, plateaus):
    metric, names, statistic, sign, limit = thresholds.parse(text)
    chosen, dropped = run.attempts, [] if names else run.dropped
    if "level" in names:
        number = int(names["level"])
        if number > len(plateaus):
            return {"expression": text, "value": None, "ok": False}
        window, dropped = plateaus[number - 1], run.dropped
    for column, key in (("template", "request"), ("target", "target"), ("group", "group")):
        if key in names:
            known = _group_names(run) if key == "group" else [entry["name"] for entry in run.scenario[key + "s"]]
            chosen = [a for a in chosen if getattr(a, column) == known.index(names[key])]
    part = block.Part(chosen, dropped, levels)
    if metric in thresholds.PLAIN:
        value = block.of(part, window) if names else whole
        value = value["tokens"]["per_second"] if metric == "tokens_per_second" else value[metric]
        started = bool(part.requests) and value is not None
        found = (value, False, False) if started else None
    else:
        key = metric if metric.endswith("_per_request") else metric + "_ms"
        if metric == "itl":
            samples = distribution.bucketed(block.gaps_of(part.requests, window), window.begin, window.end)
        elif metric == "schedule_slip":
            samples = block.slips_of(part.attempts, window)
        else:
            samples = block.samples_of(part.requests, window)[key]
        found = thresholds.statistic_of(samples, statistic, thresholds.unit_of(metric))
    result = {"expression": text, "value": found[0] if found else None, "ok": thresholds.holds(found, sign, limit)}
    if found and found[1]:
        result["lower_bound"] = True
    return result


def _whole_run(run, result):
    marks = run.milestones
    rate, interval = rates.error_share(run.requests, marks["start_ns"], marks["end_ns"])
    result["requests"], result["error_rate"] = _requests(run), rate if run.requests else None
    result["intervals"].pop("error_rate", None)
    if interval:
        result["intervals"]["error_rate"] = interval
    cached = rates.cached_share(run.attempts, marks["start_ns"], marks["end_ns"])
    if cached:
        result["intervals"]["cached_share"] = cached
    details = _error_details(run)
    result["errors"] = dict(collections.Counter(a.outcome for a in run.requests if not a.succeeded))
    result["error_details"] = {f"{outcome}:{detail}" if detail else outcome: n for (outcome, detail), n in details.items()}
    result["bytes_received"] = sum(a.bytes_received for a in run.attempts)


def of(run):
    """The summary of a run, without the keys of LEFT_OUT."""
    levels = _prepare(run)
    part = block.Part(run.attempts, run.dropped, levels)
    window, plateaus = windows.headline(run)
    result = block.of(part, window)
    values, found = block.rates_of(part, window, block.counts(part, window)[0])
    if found.get("tokens.goodput_per_second"):
        result["intervals"]["goodput_tokens_per_second"] = found["tokens.goodput_per_second"]
    _whole_run(run, result)
    result["window"] = _window(run, window, part, result["e2e_ms"])
    start = run.milestones["start_ns"]
    result["windows"] = []
    for level in plateaus:
        entry = block.of(part, level)
        result["windows"].append({**entry, **{k: v for k, v in _window(run, level, part, entry["e2e_ms"]).items() if k not in ("requests", "measured")}})
    result["targets"] = _targets(run)
    result["capacity"] = None  # a single run looks for none
    result["levels"] = [{"users": w.users, "rate": w.rate, "from_s": (w.begin - start) / 1e9, "to_s": (w.end - start) / 1e9} for w in plateaus]
    result["by_request"] = _by_name(run, levels, window, "template", [r["name"] for r in run.scenario["requests"]])
    result["by_target"] = _by_name(run, levels, window, "target", [t["name"] for t in run.scenario["targets"]])
    names = _group_names(run)
    result["by_group"] = _by_name(run, levels, window, "group", names) if len(names) > 1 else {}
    result["tokens"] = _tokens(run, values, window)
    result["stalls"] = _stalls(run, part, window)
    result["generator"] = _generator(run, part, window, result["schedule_slip_ms"])
    result["thresholds"] = [_threshold(text, run, levels, window, result, plateaus) for text in run.scenario.get("goals", {}).get("thresholds", [])]
    result["verdict"] = verdict.of(run, result["schedule_slip_ms"]["p99"], all(t["ok"] for t in result["thresholds"]))
    result.update({"run": run.meta["id"], "scenario": run.meta["scenario_name"], "seed": int(run.meta["seed"]),
                   "transport": run.meta["transport"], "simulated": run.meta["transport"] == "simulated"})
    return result
