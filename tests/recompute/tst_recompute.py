#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes varied runs with weir-cli and holds each summary against the one that is recomputed from the run file alone."""
import concurrent.futures
import json
import os
import subprocess
import sys
import tempfile

import compare
import summary
from runfile import Run, damage

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "scenarios")
# Scenario, the service's configuration in simulated runs (see scenarios/service-*.json).
SIMULATED = [
    ("open-even", "quick"), ("open-poisson", "quick"), ("open-bursts", "batches"), ("closed-think", "quick"), ("closed-levels", "batches"),
    ("open-levels", "quick"), ("closed-ramp", "batches"), ("faults", "faulty"), ("faults-retried", "faulty"), ("limited", "limited"),
    ("cap-dropped", "quick"), ("cap-queued", "quick"), ("queue", "workers"), ("leavers", "quick"), ("deadline", "quick"),
    ("cut-at-end", "quick"), ("hanging", "stuck"), ("whole-answers", "quick"), ("mixed", "quick"), ("vendors", "reasoning"), ("checked", "quick"),
    ("no-stamps", "quick"), ("stalls", "merged"), ("open-even", "reasoning"), ("open-even", "silent"), ("cached", "cached"), ("short", "quick"), ("cold", "cold"),
    ("paced", "frozen"),
]
LIVE = [("live", ["--transport", "curl"]), ("live", ["--transport", "qt"]), ("live-closed", ["--transport", "curl"])]
ACCEPTED = {0, 98, 99}
KILLED_AFTER = 5  # seconds
# What the process counted beyond the records that it had saved.
NOT_OF_KILLED = ("requests.planned", "generator.events")


def kill(program, folder):
    """(name, sentences about what is wrong) of a run whose process was killed while streams were open."""
    name, stem = "killed", os.path.join(folder, "killed")
    try:
        subprocess.run([program, "run", os.path.join(HERE, "killed.weir"), "--quiet", "--out", stem + ".weirrun"], capture_output=True, timeout=KILLED_AFTER)
        return name, ["it ended by itself"]
    except subprocess.TimeoutExpired:
        pass  # killed
    report = subprocess.run([program, "report", stem + ".weirrun", "--json", "-"], capture_output=True, text=True, timeout=60)
    if report.returncode != 0:
        return name, [f"exit code {report.returncode}: {report.stderr.strip()}"]
    run = Run(stem + ".weirrun")
    wrong = damage(stem + ".weirrun")
    if not run.open_requests:
        wrong.append("no stream was open")
    differing = [entry for entry in compare.differences(summary.of(run), json.loads(report.stdout)) if not any(part in entry[0] for part in NOT_OF_KILLED)]
    return name, wrong + [f"{path}: recomputed {mine!r}, reported {theirs!r}" for path, mine, theirs in differing]


def command(program, case, folder):
    """(name of the run, the arguments that make it)"""
    scenario, rest = case
    path = os.path.join(HERE, scenario + ".weir")
    if isinstance(rest, str):
        name = f"{scenario}-{rest}"
        arguments = [program, "simulate", path, "--config", os.path.join(HERE, f"service-{rest}.json")]
    else:
        name = "-".join([scenario] + [word.strip("-") for word in rest])
        arguments = [program, "run", path, *rest]
    stem = os.path.join(folder, name)
    return name, arguments + ["--quiet", "--out", stem + ".weirrun", "--summary", stem + ".json"]


def check(program, case, folder):
    """(name, sentences about what is wrong)"""
    name, arguments = command(program, case, folder)
    made = subprocess.run(arguments, capture_output=True, text=True, timeout=60)
    if made.returncode not in ACCEPTED:
        return name, [f"exit code {made.returncode}: {made.stderr.strip()}"]
    with open(os.path.join(folder, name + ".json"), encoding="utf-8") as file:
        reported = json.load(file)
    if not compare.differences({"ttft_ms": {"p50": 1}}, reported):
        return name, ["a wrong figure was not told"]
    file = os.path.join(folder, name + ".weirrun")
    recomputed = summary.of(Run(file))
    return name, damage(file) + [f"{path}: recomputed {mine!r}, reported {theirs!r}" for path, mine, theirs in compare.differences(recomputed, reported)]


def main():
    program = sys.argv[1]
    wrong = 0
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ProcessPoolExecutor(2) as pool:
        folder = sys.argv[2] if len(sys.argv) > 2 else folder
        cases = LIVE + SIMULATED
        killed = pool.submit(kill, program, folder)
        checked = pool.map(check, [program] * len(cases), cases, [folder] * len(cases))
        for name, sentences in [*checked, killed.result()]:
            print(f"{'FAIL' if sentences else 'ok'}  {name}", flush=True)
            for sentence in sentences[:40]:
                print(f"      {sentence}"[:400])
            wrong += bool(sentences)
    print(f"{len(cases) + 1} runs, {wrong} with differences")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
