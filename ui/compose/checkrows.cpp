// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/checkrows.h"

#include "scenario/checkaid.h"
#include "scenario/enumnames.h"

#include <algorithm>

namespace weir {

namespace {

enum Column
{
    Of,
    Kind,
    Name,
    Value
};

QString valueOf(const Check &check)
{
    if (looksAtCount(check.kind))
        return QString::number(check.count);
    return check.kind == Check::Kind::JsonSchema ? check.schema.text : check.text;
}

/// The values of a choice with what a person reads, in the enumeration's order.
template <typename Enum>
QList<std::pair<QString, QString>> choicesOf(const QStringList &texts)
{
    QList<std::pair<QString, QString>> choices;
    for (qsizetype i = 0; i < texts.size(); ++i)
        choices.append({enumNames<Enum>().value(i), texts[i]});
    return choices;
}

template <typename Enum>
Enum choiceOf(const QString &name)
{
    return static_cast<Enum>(std::max<qsizetype>(0, enumNames<Enum>().indexOf(name)));
}

} // namespace

QList<RowsEdit::Column> CheckRows::columns()
{
    const QStringList kinds{tr("contains the text"),
                            tr("does not contain the text"),
                            tr("matches the expression"),
                            tr("does not match the expression"),
                            tr("has at least so many characters"),
                            tr("has at most so many characters"),
                            tr("is JSON"),
                            tr("has at the place (this value)"),
                            tr("follows the JSON schema"),
                            tr("has at least so many output tokens"),
                            tr("has at most so many output tokens"),
                            tr("ends with the finish reason"),
                            tr("has the status"),
                            tr("has the header (with this in it)")};
    return {{tr("Looks at"), choicesOf<Check::Subject>({tr("the answer"), tr("the body")})},
            {tr("What must hold"), choicesOf<Check::Kind>(kinds)},
            {tr("Header or place"), {}},
            {tr("Value"), {}}};
}

RowsEdit::Rows CheckRows::of(const std::vector<Check> &checks)
{
    RowsEdit::Rows rows;
    for (const Check &check : checks)
        rows.append({enumName(check.of), enumName(check.kind), check.name, valueOf(check)});
    return rows;
}

std::vector<Check> CheckRows::toChecks(const RowsEdit::Rows &rows)
{
    std::vector<Check> checks;
    for (const QStringList &row : rows) {
        Check check;
        check.of = choiceOf<Check::Subject>(row.value(Of));
        check.kind = choiceOf<Check::Kind>(row.value(Kind));
        check.name = row.value(Name);
        if (looksAtCount(check.kind))
            check.count = row.value(Value).toULongLong();
        else if (check.kind == Check::Kind::JsonSchema)
            check.schema.text = row.value(Value);
        else
            check.text = row.value(Value);
        checks.push_back(check);
    }
    return checks;
}

} // namespace weir
