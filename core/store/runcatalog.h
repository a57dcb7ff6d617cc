// SPDX-License-Identifier: GPL-3.0-or-later
// The saved runs of a folder: listed without reading their records, annotated, deleted with undo.
#pragma once

#include "base/result.h"
#include "store/runfile.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace weir {

/// What the list of runs shows of one file. Figures are null where the run has no summary.
struct RunListing
{
    QString path;
    QString id;
    QDateTime startedAt; ///< UTC.
    QString scenario;
    RunState state = RunState::Interrupted;
    QString verdict; ///< "pass", "fail", "invalid"; empty without a summary.
    std::optional<double> ttftP50Ms;
    std::optional<double> ttftP99Ms;
    std::optional<double> requestsPerSecond;
    std::optional<double> tokensPerSecond;
    std::optional<double> errorRate; ///< Failed over started requests, 0 to 1.
    quint64 bytes = 0;
    QStringList tags;
    QString note;
    Message error; ///< Why the file can't be read; empty when it can.
};

/// Every *.weirrun in `folder`, newest first; files that can't be read come last, with their error. A folder
/// that is not there has no runs.
std::vector<RunListing> listRuns(const QString &folder);

/// Replaces the tags and the note of a run that is not being written.
Result<void> annotate(const QString &path, const QStringList &tags, const QString &note);

/// Moves a run into the folder "deleted" beside it and returns where it is now. Restoring moves it back,
/// unless another file took its name. Both refuse a run that is being written.
Result<QString> moveRunToTrash(const QString &path);
Result<QString> restoreRun(const QString &trashedPath);

} // namespace weir
