// SPDX-License-Identifier: GPL-3.0-or-later
// Reports made from a run's summary and its records, in English: JSON lines, JUnit, Markdown.
#pragma once

#include "base/result.h"
#include "metrics/summary.h"
#include "store/runfile.h"

#include <QByteArray>
#include <QString>

namespace weir {

/// One JSON object a line for each attempt, times in nanoseconds since the run's start; streamed. No bodies,
/// no prompts.
Result<void> writeJsonLines(const RunFileReader &run, const QString &path);
/// Each threshold as a test case, and one for the verdict; for CI systems that read JUnit XML. The verdict
/// `incomplete` is an error, every other but `pass` a failure; warnings are the suite's output.
QByteArray toJUnit(const Summary &summary);
/// The key figures as Markdown tables.
QString toMarkdown(const Summary &summary);

} // namespace weir
