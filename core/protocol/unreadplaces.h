// SPDX-License-Identifier: GPL-3.0-or-later
// What a preset leaves unread in the documents of a service: the first thing that its author needs to see.
#pragma once

#include "protocol/ruletree.h"

#include <QByteArrayView>
#include <QJsonValue>
#include <QString>

#include <vector>

namespace weir {

/// A place that holds text, or a number of tokens, and that no rule reads.
struct UnreadPlace
{
    QString place;      ///< JSON pointer, with "*" for the elements of an array: "/choices/*/delta/thoughts".
    quint64 events = 0; ///< Documents that have something there.
    QString example;    ///< The first, at most 60 characters.
    bool varies = false;   ///< It is not the same in all of them: text of an answer rather than a name.
    bool isNumber = false; ///< A count: the name of the member speaks of tokens.
};

/// Collects them over many documents, at most 64 places. Not for hot paths. One thread.
class UnreadPlaces
{
public:
    explicit UnreadPlaces(RuleTree rules) : m_rules(std::move(rules)) {}

    /// What is no JSON holds no places.
    void take(QByteArrayView json);
    /// In the order in which they came.
    [[nodiscard]] const std::vector<UnreadPlace> &places() const { return m_places; }

private:
    void walk(const QJsonValue &value, const std::vector<const RuleNode *> &nodes, const QString &path);
    void note(const QString &path, const QString &text, bool isNumber);

    RuleTree m_rules;
    std::vector<UnreadPlace> m_places;
    QStringList m_noted; ///< In the document at hand.
};

} // namespace weir
