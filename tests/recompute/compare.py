# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares two summaries key by key, each key with its own tolerance."""
import math

import summary

EXACT = 1e-9


def tolerance(path):
    """The relative difference that a key may show."""
    return EXACT


def _numbers(path, mine, theirs):
    return math.isclose(mine, theirs, rel_tol=tolerance(path), abs_tol=1e-12)


def _children(mine, theirs):
    if isinstance(mine, dict):
        return sorted(set(mine) | set(theirs))
    return range(max(len(mine), len(theirs)))


def _at(tree, key):
    if isinstance(tree, dict):
        return tree.get(key)
    return tree[key] if key < len(tree) else None


def _empty(value):
    return value is None or value == {} or value == []


def differences(mine, theirs, path="", skipped=None):
    """[(path, recomputed, reported)] of all that differ; `skipped` collects the keys that are only in the summary."""
    for left_out in summary.LEFT_OUT:
        if path == left_out:
            if skipped is not None:
                skipped.append(path)
            return []
    if _empty(mine) and _empty(theirs):
        return []
    if path.endswith(("weak", "lower_bounds")) and isinstance(mine, list) and isinstance(theirs, list):
        mine, theirs = sorted(mine), sorted(theirs)
    if isinstance(mine, (dict, list)) and isinstance(theirs, type(mine)):
        result = []
        for key in _children(mine, theirs):
            result += differences(_at(mine, key), _at(theirs, key), f"{path}.{key}" if path else str(key), skipped)
        return result
    numbers = all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in (mine, theirs))
    same = _numbers(path, mine, theirs) if numbers else mine == theirs
    return [] if same else [(path, mine, theirs)]
