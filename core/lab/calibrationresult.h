// SPDX-License-Identifier: GPL-3.0-or-later
// From a calibration's run file and truth file to its certificate.
#pragma once

#include "base/result.h"
#include "lab/calibrationplan.h"
#include "lab/truthcomparison.h"
#include "metrics/summary.h"
#include "store/certificate.h"

#include <QString>

namespace weir {

/// Where a calibration's run left what it is judged by.
struct CalibrationFiles
{
    QString run;
    QString truth;
};

/// Why a run can't serve as a calibration; nothing where it can. It must have passed: a generator that can't
/// vouch for its figures can't tell its error either.
std::optional<Error> unfitFor(const Summary &summary);
/// Why the comparison is no basis; nothing where it is: something must have been compared, and no more than
/// 1 % of the successes may be without their truth or have other chunks.
std::optional<Error> unfitFor(const TruthComparison &comparison);

/// Errors of the measured part. Pure.
CalibrationErrors errorsOf(const TruthComparison &comparison, std::vector<qint64> slips);

/// Reads both files, compares and makes the certificate; takes seconds for a million chunks, so not in the
/// thread of a window. Fails where the run or the comparison is unfit.
Result<Certificate> certify(const CalibrationPlan &plan, const Summary &summary,
                            const CalibrationFiles &files, bool serviceInside);

} // namespace weir
