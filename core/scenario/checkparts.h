// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of check(); for scenario/ alone.
#pragma once

#include "base/jsonreader.h"
#include "scenario/check.h"

#include <QHash>
#include <QSet>

#include <optional>
#include <vector>

namespace weir {

/// Collects problems under one path.
class Findings
{
public:
    Findings(Problems &problems, QString path) : m_problems(problems), m_path(std::move(path)) {}

    void error(const QString &key, const QString &message) { add(Severity::Error, key, message); }
    void warning(const QString &key, const QString &message) { add(Severity::Warning, key, message); }
    /// Findings one level deeper.
    [[nodiscard]] Findings at(const QString &key) const { return {m_problems, joinPointer(m_path, key)}; }
    [[nodiscard]] Findings at(const QString &key, std::size_t index) const
    {
        return at(key).at(QString::number(index));
    }

private:
    void add(Severity severity, const QString &key, const QString &message)
    {
        m_problems.push_back({severity, key.isEmpty() ? m_path : joinPointer(m_path, key), message});
    }

    Problems &m_problems;
    QString m_path;
};

/// Reports a time above limits::maxTime.
void checkNotTooLong(Findings &findings, const QString &key, Nanoseconds time);

/// Reports a name that is empty or was used before; `names` grows.
void checkName(Findings &findings, const QString &name, QSet<QString> &names);

/// What is known about the rows of a source after looking into it.
struct DataFacts
{
    std::optional<quint64> rows;           ///< Nothing: not looked into, or unreadable.
    QHash<QString, quint64> rowsWithField; ///< By each name that some template asks for.
};

/// About how many requests a load will make, its warm-up included; nothing when only answers decide.
std::optional<double> estimatedRequests(const Load &load);

void checkTargets(const Scenario &scenario, const CheckContext &context, Findings findings);
/// One entry for each data source.
std::vector<DataFacts> checkData(const Scenario &scenario, const CheckContext &context,
                                 const Findings &findings);
void checkRequests(const Scenario &scenario, const std::vector<DataFacts> &data, Findings findings);
void checkLoad(const Load &load, Findings findings);
void checkGoals(const Scenario &scenario, Findings findings);

} // namespace weir
