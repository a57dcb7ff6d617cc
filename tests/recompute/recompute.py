#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recomputes a run's summary from its run file by the documentation alone, and compares it with the one that Weir wrote."""
import argparse
import json
import sys

import compare
import summary
from runfile import Run


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", nargs="?", help="a run file")
    parser.add_argument("--against", metavar="SUMMARY.json", help="the summary to compare with; without it the recomputed one is printed")
    parser.add_argument("--list", action="store_true", help="the keys that are not recomputed, and why")
    arguments = parser.parse_args()
    if arguments.list:
        for key, reason in summary.LEFT_OUT.items():
            print(f"{key}: {reason}")
        return 0
    if not arguments.run:
        parser.error("a run file is needed")
    mine = summary.of(Run(arguments.run))
    if not arguments.against:
        print(json.dumps(mine, indent=2))
        return 0
    with open(arguments.against, encoding="utf-8") as file:
        theirs = json.load(file)
    found = compare.differences(mine, theirs)
    for path, recomputed, reported in found:
        print(f"{path}: recomputed {recomputed!r}, reported {reported!r}, tolerance {compare.tolerance(path)}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
