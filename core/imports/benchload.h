// SPDX-License-Identifier: GPL-3.0-or-later
// The options of a load tester's command line that say how hard it asks, and what is good enough.
#pragma once

#include "imports/benchoptions.h"
#include "imports/benchrun.h"

namespace weir {

/// Reads them into a run, one after the other, then settles what they mean together. Lives in one call of
/// importText().
class BenchLoadReader
{
public:
    /// Both outlive the reader.
    BenchLoadReader(BenchRun &run, ImportDraft &draft) : m_run(run), m_draft(draft) {}

    /// False: the option says something else.
    bool take(BenchMeaning meaning, const BenchOption &option);
    void settle();

private:
    bool takePace(BenchMeaning meaning, const BenchOption &option);
    bool takeLength(BenchMeaning meaning, const BenchOption &option);
    bool takeRamp(BenchMeaning meaning, const BenchOption &option);
    void takeLimit(const BenchOption &option, const QString &text);
    [[nodiscard]] std::vector<double> levelsOf(const BenchOption &option);
    [[nodiscard]] std::optional<Nanoseconds> timeIn(const BenchOption &option, double least);
    void settlePace();
    void settleProfile();
    void settleRamp();
    void settleRampUp();
    void keepWholeUsers();

    BenchRun &m_run;
    ImportDraft &m_draft;
    QString m_profile;
    QString m_profileOption;
    QString m_mode; ///< Of arrivals: "constant".
    std::vector<double> m_rates;
    std::vector<double> m_concurrency;
    std::optional<Nanoseconds> m_userRamp, m_rateRamp, m_ramp;
    QString m_rampStrategy;
    std::optional<double> m_rampFrom, m_rampTo;
};

} // namespace weir
