// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/unreadplaces.h"

#include "base/jsonreader.h"
#include "base/plaintext.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace weir {

namespace {

constexpr std::size_t mostPlaces = 64;
constexpr qsizetype longestExample = 60;
constexpr qsizetype deepest = 16;

using Nodes = std::vector<const RuleNode *>;

} // namespace

void UnreadPlaces::take(QByteArrayView json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json.toByteArray());
    if (document.isNull())
        return;
    m_noted.clear();
    const QJsonValue value =
        document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    walk(value, {&m_rules.root()}, {});
}

void UnreadPlaces::walk(const QJsonValue &value, const Nodes &nodes, const QString &path)
{
    // A rule that ends here reads all that is below.
    const bool isRead =
        std::any_of(nodes.begin(), nodes.end(), [](const RuleNode *node) { return !node->ends.empty(); });
    if (path.count(u'/') > deepest)
        return;
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member) {
            Nodes below;
            for (const RuleNode *node : nodes) {
                if (const RuleNode::Child *child = node->find(member.key().toStdString()))
                    below.push_back(&m_rules.at(child->node));
            }
            walk(member.value(), below, joinPointer(path, member.key()));
        }
    } else if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i) {
            Nodes below;
            for (const RuleNode *node : nodes) {
                if (node->everyElement)
                    below.push_back(&m_rules.at(*node->everyElement));
                for (const RuleNode::Child &child : node->children) {
                    if (child.index == std::size_t(i))
                        below.push_back(&m_rules.at(child.node));
                }
            }
            walk(array.at(i), below, path + QStringLiteral("/*"));
        }
    } else if (!isRead && value.isString() && !value.toString().isEmpty()) {
        note(path, value.toString(), false);
    } else if (!isRead && value.isDouble() &&
               path.section(u'/', -1).contains(u"token", Qt::CaseInsensitive)) {
        note(path, QString::number(value.toDouble(), 'g', 15), true);
    }
}

void UnreadPlaces::note(const QString &path, const QString &text, bool isNumber)
{
    const QString example = plainText(text).left(longestExample);
    auto known = std::find_if(m_places.begin(), m_places.end(),
                              [&path](const UnreadPlace &place) { return place.place == path; });
    if (known == m_places.end()) {
        if (m_places.size() >= mostPlaces)
            return;
        m_places.push_back({path, 0, example, false, isNumber});
        known = m_places.end() - 1;
    }
    known->varies = known->varies || known->example != example;
    if (!m_noted.contains(path)) {
        m_noted.append(path);
        ++known->events;
    }
}

} // namespace weir
