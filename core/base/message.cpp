// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/message.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace weir {

struct Message::Parts
{
    QByteArray code; ///< Empty: `english` are words from elsewhere.
    QByteArray english;
    std::vector<MessageArgument> arguments;

    friend bool operator==(const Parts &, const Parts &) = default;
};

/// A sentence of a damaged or hostile file may ask for its arguments a hundred thousand times.
constexpr qsizetype longestText = 64 * 1024;

QString filledIn(const QString &pattern, const std::vector<QString> &arguments)
{
    QString filled;
    filled.reserve(pattern.size());
    for (qsizetype i = 0; i < pattern.size() && filled.size() < longestText; ++i) {
        const int place = pattern[i] == u'%' && i + 1 < pattern.size() ? pattern[i + 1].digitValue() : -1;
        if (place >= 1 && static_cast<std::size_t>(place) <= arguments.size()) {
            filled += arguments[static_cast<std::size_t>(place) - 1];
            ++i;
        } else {
            filled += pattern[i];
        }
    }
    return filled;
}

Message Message::make(QByteArray code, QByteArray english, std::vector<MessageArgument> arguments)
{
    // Words from elsewhere count as words, as they do in files: so what is stored and read back is equal.
    for (MessageArgument &argument : arguments) {
        const Message *words = std::get_if<Message>(&argument.m_value);
        if (words != nullptr && words->code().isEmpty())
            argument = MessageArgument(words->english());
    }
    Message message;
    message.m_parts =
        std::make_shared<const Parts>(Parts{std::move(code), std::move(english), std::move(arguments)});
    return message;
}

Message Message::verbatim(const QString &words)
{
    return words.isEmpty() ? Message() : make({}, words.toUtf8(), {});
}

QByteArray Message::code() const
{
    return m_parts ? m_parts->code : QByteArray();
}

QString Message::spokenBy(Speaker speaker) const
{
    if (!m_parts)
        return {};
    if (m_parts->code.isEmpty())
        return QString::fromUtf8(m_parts->english);
    std::vector<QString> arguments;
    arguments.reserve(m_parts->arguments.size());
    for (const MessageArgument &argument : m_parts->arguments) {
        const Message *sentence = std::get_if<Message>(&argument.m_value);
        arguments.push_back(sentence ? sentence->spokenBy(speaker) : std::get<QString>(argument.m_value));
    }
    return filledIn(speaker(m_parts->code, m_parts->english), arguments);
}

QString Message::text() const
{
    return spokenBy([](const QByteArray &code, const QByteArray &english) {
        return QCoreApplication::translate(code.constData(), english.constData());
    });
}

QString Message::english() const
{
    return spokenBy([](const QByteArray &, const QByteArray &english) { return QString::fromUtf8(english); });
}

Message Message::mapped(const std::function<QString(const QString &)> &map) const
{
    if (!m_parts)
        return {};
    if (m_parts->code.isEmpty())
        return verbatim(map(QString::fromUtf8(m_parts->english)));
    std::vector<MessageArgument> arguments;
    arguments.reserve(m_parts->arguments.size());
    for (const MessageArgument &argument : m_parts->arguments) {
        const Message *sentence = std::get_if<Message>(&argument.m_value);
        arguments.push_back(sentence ? MessageArgument(sentence->mapped(map))
                                     : MessageArgument(map(std::get<QString>(argument.m_value))));
    }
    return make(m_parts->code, m_parts->english, std::move(arguments));
}

QJsonValue Message::toJson() const
{
    if (!m_parts)
        return QJsonValue::Null;
    if (m_parts->code.isEmpty())
        return QString::fromUtf8(m_parts->english);
    QJsonArray arguments;
    for (const MessageArgument &argument : m_parts->arguments) {
        const Message *sentence = std::get_if<Message>(&argument.m_value);
        arguments.append(sentence ? sentence->toJson() : QJsonValue(std::get<QString>(argument.m_value)));
    }
    return QJsonObject{{QStringLiteral("code"), QString::fromUtf8(m_parts->code)},
                       {QStringLiteral("english"), QString::fromUtf8(m_parts->english)},
                       {QStringLiteral("arguments"), arguments}};
}

Message Message::fromJson(const QJsonValue &json)
{
    if (!json.isObject())
        return verbatim(json.toString());
    const QByteArray code = json[u"code"].toString().toUtf8();
    const QByteArray english = json[u"english"].toString().toUtf8();
    if (code.isEmpty() || english.isEmpty())
        return {};
    std::vector<MessageArgument> arguments;
    for (const QJsonValue &argument : json[u"arguments"].toArray())
        arguments.push_back(argument.isObject() ? MessageArgument(fromJson(argument))
                                                : MessageArgument(argument.toString()));
    return make(code, english, std::move(arguments));
}

QString Message::stored() const
{
    const QJsonValue json = toJson();
    // Words that look like an object would be taken for one.
    const bool isAmbiguous = json.isString() && json.toString().startsWith(u'{');
    if (!json.isObject() && !isAmbiguous)
        return json.toString();
    const QJsonObject object = isAmbiguous ? QJsonObject{{QStringLiteral("words"), json}} : json.toObject();
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

Message Message::fromStored(const QString &text)
{
    if (!text.startsWith(u'{'))
        return verbatim(text);
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    const QJsonValue words = object[u"words"];
    const Message message = fromJson(words.isString() ? words : QJsonValue(object));
    return message.isEmpty() ? verbatim(text) : message; // a file of other hands
}

QStringList textsOf(const Messages &messages)
{
    QStringList texts;
    for (const Message &message : messages)
        texts << message.text();
    return texts;
}

QStringList englishOf(const Messages &messages)
{
    QStringList texts;
    for (const Message &message : messages)
        texts << message.english();
    return texts;
}

bool operator==(const Message &a, const Message &b)
{
    return a.m_parts == b.m_parts || (a.m_parts && b.m_parts && *a.m_parts == *b.m_parts);
}

} // namespace weir
