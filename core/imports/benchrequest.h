// SPDX-License-Identifier: GPL-3.0-or-later
// The options of a load tester's command line that say where it asks, and what.
#pragma once

#include "imports/benchoptions.h"
#include "imports/benchrun.h"

namespace weir {

/// Reads them into a run, one after the other, then settles what they mean together. Lives in one call of
/// importText().
class BenchRequestReader
{
public:
    /// Both outlive the reader.
    BenchRequestReader(BenchRun &run, ImportDraft &draft) : m_run(run), m_draft(draft) {}

    /// False: the option says something else.
    bool take(BenchMeaning meaning, const BenchOption &option);
    void settle();

private:
    bool takeTarget(BenchMeaning meaning, const BenchOption &option);
    bool takeLengths(BenchMeaning meaning, const BenchOption &option);
    bool takeRows(BenchMeaning meaning, const BenchOption &option);
    bool takeBody(BenchMeaning meaning, const BenchOption &option);
    void takeApi(const BenchOption &option);
    void takeModel(const BenchOption &option);
    void takeHeaders(const BenchOption &option);
    void takeBackend(const BenchOption &option);
    void takeTokenizer(const BenchOption &option);
    void takeRatio(const BenchOption &option);
    void takeData(const BenchOption &option);
    bool takeLengthsOfData(const BenchOption &option);
    void takeFile(const BenchOption &option, const QString &path);
    void takeColumns(const BenchOption &option);
    void takeExtra(const BenchOption &option);
    void settleRows();
    [[nodiscard]] TokenLength settledLength(const TokenLength &length, double ratio) const;
    void leaveOut(const BenchOption &option, const Message &why);

    BenchRun &m_run;
    ImportDraft &m_draft;
    QString m_host;
    QString m_port;
    bool m_hasEndpoint = false;
    double m_inputRatio = 0; ///< Lengths are drawn from so much below the wanted one to so much above.
    double m_outputRatio = 0;
    bool m_isRandom = true; ///< Prompts are made up.
    QString m_dataSet;      ///< What their rows are called.
    QString m_dataOption;
    QString m_path; ///< File of the rows.
    QString m_kind; ///< Of them: "single_turn".
    QString m_field;
    DataSource::Order m_order = DataSource::Order::Sequential;
    bool m_isScheduled = false; ///< Rows come when they say.
    TraceLoad m_trace;
    std::optional<Nanoseconds> m_scheduleEnd;
};

} // namespace weir
