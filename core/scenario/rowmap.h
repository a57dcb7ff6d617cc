// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the fields that templates ask for of those that a file's rows have.
#pragma once

#include "base/fields/findings.h"
#include "base/result.h"
#include "scenario/scenario.h"

#include <QJsonObject>

#include <vector>

namespace weir {

/// The rules of one source. A rule that names a field by its name moves it, one with a pointer copies; all
/// read the row as the file has it. Every other field stays, under its name in the case that the source asks
/// for. Immutable; any thread.
class RowMap
{
public:
    /// A rule with a mistake (check() tells) does what can be made of it.
    explicit RowMap(const DataSource &source);

    [[nodiscard]] bool isEmpty() const { return m_rules.empty() && m_names == DataSource::Names::AsWritten; }
    /// Changes the row; or tells why it can't be, and leaves it as it is: a value that can't be what its rule
    /// says, two fields that get one name.
    [[nodiscard]] Result<void> apply(QJsonObject &row) const;

    /// Reports what is wrong with the rules of the source that the findings are of; false: something is.
    static bool check(const DataSource &source, const Findings &findings);

private:
    struct Rule
    {
        FieldRule words;
        bool isPointer = false;
        QStringList steps; ///< To the value.
    };
    [[nodiscard]] QString named(const QString &key) const;

    std::vector<Rule> m_rules;
    DataSource::Names m_names;
};

} // namespace weir
