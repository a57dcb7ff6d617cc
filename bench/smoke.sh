#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# smoke.sh PROGRAM [ARGUMENT...]: runs a bench with tiny sizes; it must end well and print a table.
out=$("$@" --quick) || exit 1
printf '%s\n' "$out"
printf '%s\n' "$out" | grep -q '^|--'
