// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/conversation.h"

#include "base/turns.h"

#include <QJsonArray>
#include <QStringList>

#include <algorithm>
#include <array>
#include <vector>

namespace weir {

namespace {

struct Speaker
{
    QStringView name;
    QStringView role;
};

constexpr QStringView user = u"user";

constexpr std::array<Speaker, 13> speakers{{{u"human", user},
                                            {u"user", user},
                                            {u"gpt", u"assistant"},
                                            {u"assistant", u"assistant"},
                                            {u"chatgpt", u"assistant"},
                                            {u"model", u"assistant"},
                                            {u"bot", u"assistant"},
                                            {u"bing", u"assistant"},
                                            {u"bard", u"assistant"},
                                            {u"system", u"system"},
                                            {u"developer", u"developer"},
                                            {u"tool", u"tool"},
                                            {u"function_response", u"tool"}}};

struct Turn
{
    QString role;
    QString text;
    [[nodiscard]] bool asks() const { return role == user && !text.trimmed().isEmpty(); }
};

/// Nothing where the list is of another kind than ShareGPT's.
std::optional<std::vector<QJsonObject>> turnsOf(const QJsonValue &conversations)
{
    if (!conversations.isArray())
        return std::nullopt;
    std::vector<QJsonObject> turns;
    const QJsonArray list = conversations.toArray();
    for (const QJsonValue turn : list) {
        if (!turn.toObject().value(u"from").isString() || !turn.toObject().value(u"value").isString())
            return std::nullopt;
        turns.push_back(turn.toObject());
    }
    return turns;
}

Result<Turn> turnOf(const QJsonObject &turn, std::size_t index)
{
    const QString name = turn.value(u"from").toString();
    const auto found = std::find_if(speakers.begin(), speakers.end(), [&](const Speaker &speaker) {
        return name.trimmed().compare(speaker.name, Qt::CaseInsensitive) == 0;
    });
    if (found != speakers.end())
        return Turn{found->role.toString(), turn.value(u"value").toString()};
    QStringList known;
    for (const Speaker &speaker : speakers)
        known.append(speaker.name.toString());
    return Error{
        Message(WEIR_TEXT("data.unknown_speaker", "\"%1\" is no speaker that is known"), name.left(100)),
        Message::verbatim(QStringLiteral("/conversations/%1/from").arg(index)),
        Message(WEIR_TEXT("data.known_speakers", "There are: %1."), known.join(u", "))};
}

Result<RowAsks> addTurns(QJsonObject &row, const std::vector<QJsonObject> &written)
{
    std::vector<Turn> turns;
    for (std::size_t i = 0; i < written.size(); ++i) {
        Result<Turn> turn = turnOf(written[i], i);
        if (!turn)
            return turn.error();
        turns.push_back(std::move(*turn));
    }
    const auto first = std::find_if(turns.begin(), turns.end(), [](const Turn &turn) { return turn.asks(); });
    if (first == turns.end())
        return RowAsks::Nothing;
    while (!turns.back().asks())
        turns.pop_back(); // what was answered last is what the service is asked for
    QJsonArray messages;
    for (const Turn &turn : turns)
        messages.append(
            QJsonObject{{QStringLiteral("role"), turn.role}, {QStringLiteral("content"), turn.text}});
    if (!row.contains(u"prompt"))
        row.insert(u"prompt", first->text);
    if (!row.contains(u"messages"))
        row.insert(u"messages", messages);
    return RowAsks::Something;
}

} // namespace

Result<RowAsks> addConversation(QJsonObject &row)
{
    const bool hasPrompt = !row.value(u"prompt").isNull() && row.contains(u"prompt");
    if (hasPrompt && row.contains(u"messages"))
        return RowAsks::Something;
    if (const std::optional<std::vector<QJsonObject>> turns = turnsOf(row.value(u"conversations")))
        return addTurns(row, *turns);
    // Of several messages none is the prompt alone.
    const QJsonArray messages = row.value(u"messages").toArray();
    const QJsonObject only = messages.size() == 1 ? messages.first().toObject() : QJsonObject();
    if (!hasPrompt && only.value(u"role").toString() == user && only.value(u"content").isString())
        row.insert(u"prompt", only.value(u"content"));
    return RowAsks::Something;
}

quint32 turnsOf(const RequestTemplate &request)
{
    const Conversation &conversation = request.conversation;
    if (conversation.isEmpty())
        return 0;
    const quint32 most = std::clamp<quint32>(conversation.maxTurns, 1, mostTurns);
    if (!conversation.field.isEmpty())
        return most;
    return std::min(most, static_cast<quint32>(conversation.then.size()) + 1);
}

quint32 turnsOf(const Scenario &scenario)
{
    quint32 most = 0;
    for (const RequestTemplate &request : scenario.requests)
        most = std::max(most, turnsOf(request));
    return most;
}

Result<QStringList> saidIn(const QJsonObject &row, const QString &field)
{
    const QJsonArray list = row.value(field).toArray();
    QStringList said;
    for (const QJsonValue turn : list) {
        const QJsonObject object = turn.toObject();
        const bool isNamed = object.contains(u"from");
        const QString speaker = object.value(isNamed ? u"from" : u"role").toString().trimmed();
        const QJsonValue text = turn.isString() ? turn : object.value(isNamed ? u"value" : u"content");
        const auto known = std::find_if(speakers.begin(), speakers.end(), [&speaker](const Speaker &one) {
            return speaker.compare(one.name, Qt::CaseInsensitive) == 0;
        });
        const bool isUser = turn.isString() || (known != speakers.end() && known->role == user);
        if (isUser && !text.toString().trimmed().isEmpty())
            said << text.toString();
    }
    if (!said.isEmpty())
        return said;
    return Error{
        Message(WEIR_TEXT("data.no_turns", "The field \"%1\" of the row has no turn of a user"), field),
        {},
        WEIR_TEXT("data.turns_advice",
                  "Expected is a list of texts, of {role, content} or of {from, value}.")};
}

} // namespace weir
