// SPDX-License-Identifier: GPL-3.0-or-later
// What several runs of one scenario say together: each headline figure's spread between the runs, which no
// single run can tell.
#pragma once

#include "metrics/summary.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace weir {

/// One figure over the runs that have it. A value; in the unit of the summary's key.
struct RepeatedFigure
{
    QString key;  ///< Its place in the summary's JSON: "ttft_ms.p50", "requests_per_second".
    QString name; ///< For tables: "ttft p50".
    quint64 runs = 0;
    double mean = 0;
    std::optional<double> deviation;  ///< Between runs, over n - 1; from two runs on.
    std::optional<Interval> interval; ///< 95 % for the mean: Student's t with n - 1 degrees of freedom.
    double min = 0;
    double max = 0;
    /// In a run at least only a bound of it is known. The mean is then a lower bound as well, and there is
    /// neither a deviation nor an interval.
    bool isLowerBound = false;

    friend bool operator==(const RepeatedFigure &, const RepeatedFigure &) = default;
};

/// Numbers, from 1, of the invalid and incomplete runs, which the figures leave out; none where there are no
/// others.
std::vector<quint64> leftOutRuns(const std::vector<Summary> &runs);

/// Mean, p50, p90, p95 and p99 of the times that a user meets, then rates and shares, over the runs that are
/// not left out. What no run has is left out. Pure.
std::vector<RepeatedFigure> repeatedFigures(const std::vector<Summary> &runs);

/// The verdict of all: the first of invalid, fail, incomplete and pass that one of them has. Pass for none.
Verdict worstVerdict(const std::vector<Summary> &runs);

/// {"weir_repeat": 1, "runs": [summaries], "figures": {"ttft_ms.p50": {"runs": 5, "mean": 118, "deviation":
/// 3.1, "interval": [114, 122], "min": 114, "max": 121}}, "left_out": [2], "verdict": "pass"}; without what
/// is not known, and with "lower_bound": true where it is one.
QJsonObject repeatsJson(const std::vector<Summary> &runs);
/// The same for people, a line a run and a line a figure; in English. `files`: where each run was saved, or
/// empty.
QString repeatsText(const std::vector<Summary> &runs, const QStringList &files = {});

} // namespace weir
