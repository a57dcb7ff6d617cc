// SPDX-License-Identifier: GPL-3.0-or-later
// Problems found in a value, each at the JSON pointer of its place.
#pragma once

#include "base/jsonreader.h"
#include "base/problem.h"

#include <cstddef>
#include <utility>

namespace weir {

/// Collects problems under one path. Lives on the stack; `problems` must outlive it.
class Findings
{
public:
    Findings(Problems &problems, QString path) : m_problems(problems), m_path(std::move(path)) {}

    /// `key`: of the member; empty for the value itself.
    void error(const QString &key, const Message &message) { add(Severity::Error, key, message); }
    void warning(const QString &key, const Message &message) { add(Severity::Warning, key, message); }
    /// Findings one level deeper.
    [[nodiscard]] Findings at(const QString &key) const { return {m_problems, joinPointer(m_path, key)}; }
    [[nodiscard]] Findings at(const QString &key, std::size_t index) const
    {
        return at(key).at(QString::number(index));
    }

private:
    void add(Severity severity, const QString &key, const Message &message)
    {
        m_problems.push_back({severity, key.isEmpty() ? m_path : joinPointer(m_path, key), message});
    }

    Problems &m_problems;
    QString m_path;
};

} // namespace weir
