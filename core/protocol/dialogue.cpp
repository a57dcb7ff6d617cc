// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/dialogue.h"

#include <array>

namespace weir {

namespace {

/// Where a body has its messages, the likeliest first.
constexpr std::array<std::array<QStringView, 2>, 4> messagePlaces{
    {{u"messages", {}}, {u"input", u"messages"}, {u"contents", {}}, {u"input", {}}}};

QJsonArray listAt(const QJsonObject &body, const std::array<QStringView, 2> &place)
{
    const QJsonValue outer = body.value(place[0]);
    return (place[1].isEmpty() ? outer : outer.toObject().value(place[1])).toArray();
}

void setList(QJsonObject &body, const std::array<QStringView, 2> &place, const QJsonArray &list)
{
    if (place[1].isEmpty()) {
        body.insert(place[0], list);
        return;
    }
    QJsonObject outer = body.value(place[0]).toObject();
    outer.insert(place[1], list);
    body.insert(place[0], outer);
}

/// In the form of the message that it answers: Gemini has parts, Bedrock a list of texts, all others take a
/// text alone.
QJsonObject answerTo(const QJsonObject &said, const QString &text)
{
    const QJsonArray bare{QJsonObject{{QStringLiteral("text"), text}}};
    if (said.contains(u"parts"))
        return {{QStringLiteral("role"), QStringLiteral("model")}, {QStringLiteral("parts"), bare}};
    const QJsonObject first = said.value(u"content").toArray().first().toObject();
    const bool isBare = first.contains(u"text") && !first.contains(u"type");
    return {{QStringLiteral("role"), QStringLiteral("assistant")},
            {QStringLiteral("content"), isBare ? QJsonValue(bare) : QJsonValue(text)}};
}

} // namespace

Result<void> Dialogue::addTo(QJsonObject &body, const QByteArray &prompt)
{
    for (const std::array<QStringView, 2> &place : messagePlaces) {
        QJsonArray list = listAt(body, place);
        if (list.isEmpty() || !list.last().isObject())
            continue;
        m_said = list.takeAt(list.size() - 1).toObject();
        m_prompt = prompt;
        for (const QJsonValue message : std::as_const(m_history))
            list.append(message);
        list.append(m_said);
        setList(body, place, list);
        return {};
    }
    return Error{
        Message(WEIR_TEXT("conversation.no_messages",
                          "The body has no list of messages that could carry a conversation")),
        {},
        WEIR_TEXT("conversation.no_messages_advice",
                  "Choose a vendor whose body has \"messages\", \"contents\" or \"input\" as a list, or "
                  "write such a body.")};
}

bool Dialogue::goOn()
{
    const quint64 bytes = static_cast<quint64>(m_carriedText.size() + m_prompt.size() + m_answer.size());
    if (m_turn >= m_turns || m_answer.isEmpty() || bytes > m_mostBytes)
        return false;
    m_history.append(m_said);
    m_history.append(answerTo(m_said, QString::fromUtf8(m_answer)));
    m_carriedText += m_prompt + '\n' + m_answer + '\n';
    m_answer.clear();
    ++m_turn;
    return true;
}

} // namespace weir
