// SPDX-License-Identifier: GPL-3.0-or-later
// A sentence for a person, kept as data: what is said (a code) and of what (arguments). Its text is made
// where it is shown, in the language of that moment, so that a window in Chinese is wholly Chinese and a file
// stays in English.
#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <concepts>
#include <functional>
#include <memory>
#include <utility>
#include <variant>
#include <vector>

namespace weir {

/// The code of a sentence and its English words, in which %1 to %9 stand for arguments. Both live as long as
/// the program; written by WEIR_TEXT alone.
struct MessageText
{
    const char *code;
    const char *english;
};

/// WEIR_TEXT("area.what_happened", "English words with %1."): the code is the context of the sentence's
/// translation, and lupdate collects it into messages_zh_CN.ts (see app/weir/CMakeLists.txt). A code stands
/// for one sentence; the test tst_messages walks them all.
#define WEIR_TEXT(code, english)                                                                             \
    ::weir::MessageText                                                                                      \
    {                                                                                                        \
        code, english                                                                                        \
    }

class MessageArgument;

/// A value, as cheap to copy as a pointer; any thread. Holds no secret.
class Message
{
public:
    Message() = default; ///< Empty: nothing to say.
    /// `arguments` take the places of %1, %2, ... in their order.
    template <typename... Arguments>
    Message(MessageText text, Arguments &&...arguments);
    /// Words that come from elsewhere (a server, a library, a file) and are shown as they are.
    static Message verbatim(const QString &words);

    [[nodiscard]] bool isEmpty() const { return m_parts == nullptr; }
    /// "area.what_happened"; empty for words from elsewhere.
    [[nodiscard]] QByteArray code() const;
    /// In the language of the program's window, which is English where no translator is installed.
    [[nodiscard]] QString text() const;
    /// In English, whatever the window speaks: for files and for other programs.
    [[nodiscard]] QString english() const;

    /// With every word that came from elsewhere, as argument or as the whole, replaced by what `map` makes of
    /// it.
    [[nodiscard]] Message mapped(const std::function<QString(const QString &)> &map) const;

    /// For files: a string for words from elsewhere, else an object of `code`, `english` and `arguments`;
    /// null when empty.
    [[nodiscard]] QJsonValue toJson() const;
    /// What toJson() wrote; anything else is empty. A sentence that this version does not say keeps its
    /// English words.
    static Message fromJson(const QJsonValue &json);
    /// toJson() as one text, without quotes around words from elsewhere: for columns of a table.
    [[nodiscard]] QString stored() const;
    /// What stored() wrote; any other text is words from elsewhere.
    static Message fromStored(const QString &text);

    friend bool operator==(const Message &a, const Message &b);

private:
    struct Parts;
    using Speaker = QString (*)(const QByteArray &code, const QByteArray &english);

    static Message make(QByteArray code, QByteArray english, std::vector<MessageArgument> arguments);
    [[nodiscard]] QString spokenBy(Speaker speaker) const;

    std::shared_ptr<const Parts> m_parts;
};

using Messages = std::vector<Message>;

/// Their texts, in the language of the program's window.
QStringList textsOf(const Messages &messages);
/// Their English texts.
QStringList englishOf(const Messages &messages);

/// What fills a place of a sentence: words, a number, or another sentence. Words from elsewhere are words.
class MessageArgument
{
public:
    MessageArgument(const QString &words) : m_value(words) {} // NOLINT(google-explicit-constructor)
    MessageArgument(std::integral auto number)
        : m_value(QString::number(number)) {}                         // NOLINT(google-explicit-constructor)
    MessageArgument(Message message) : m_value(std::move(message)) {} // NOLINT(google-explicit-constructor)
    MessageArgument(MessageText text) : m_value(Message(text)) {}     // NOLINT(google-explicit-constructor)

    friend bool operator==(const MessageArgument &, const MessageArgument &) = default;

private:
    friend class Message;
    std::variant<QString, Message> m_value;
};

template <typename... Arguments>
Message::Message(MessageText text, Arguments &&...arguments)
    : Message(make(QByteArray::fromRawData(text.code,
                                           static_cast<qsizetype>(std::char_traits<char>::length(text.code))),
                   QByteArray::fromRawData(
                       text.english, static_cast<qsizetype>(std::char_traits<char>::length(text.english))),
                   std::vector<MessageArgument>{MessageArgument(std::forward<Arguments>(arguments))...}))
{
}

/// `pattern` with each %1 to %9 that has an argument replaced once; what an argument holds is never looked
/// into.
QString filledIn(const QString &pattern, const std::vector<QString> &arguments);

} // namespace weir
