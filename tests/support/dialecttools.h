// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of the dialects share: takers of events, sample answers, and one of each dialect by path.
#pragma once

#include "service/dialects/dialect.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <map>

namespace weir::test {

/// A path of every dialect, Qianfan's with a model.
inline const QList<QByteArray> &dialectPaths()
{
    static const QList<QByteArray> paths = {"/v1/chat/completions",
                                            "/v1/completions",
                                            "/v1/responses",
                                            "/v1/embeddings",
                                            "/v1/messages",
                                            "/api/chat",
                                            "/api/generate",
                                            "/api/v1/services/aigc/text-generation/generation",
                                            "/rpc/2.0/ai_custom/v1/wenxinworkshop/chat/ernie",
                                            "/generate",
                                            "/generate_stream",
                                            "/completion"};
    return paths;
}

/// Keeps all events.
class KeptEvents final : public EventTaker
{
public:
    void event(std::string_view name, std::string_view data) override
    {
        names << QByteArray(name.data(), qsizetype(name.size()));
        datas << QByteArray(data.data(), qsizetype(data.size()));
    }
    KeptEvents() = default;
    [[nodiscard]] QJsonObject object(qsizetype at) const
    {
        return QJsonDocument::fromJson(datas.value(at)).object();
    }
    /// All of them as SSE or as lines.
    [[nodiscard]] QByteArray framed(Framing framing) const
    {
        QByteArray bytes;
        for (qsizetype i = 0; i < datas.size(); ++i) {
            if (framing == Framing::Sse)
                bytes +=
                    (names[i].isEmpty() ? "" : "event: " + names[i] + "\n") + "data: " + datas[i] + "\n\n";
            else
                bytes += datas[i] + "\n";
        }
        return bytes;
    }

    QList<QByteArray> names;
    QList<QByteArray> datas;
};

using HeaderMap = std::map<std::string, std::string, std::less<>>;

/// `headers` outlive it.
inline Dialect::HeaderLookup lookupIn(const HeaderMap &headers)
{
    return [&headers](std::string_view name) {
        const HeaderMap::const_iterator found = headers.find(name);
        return found == headers.end() ? std::string_view() : std::string_view(found->second);
    };
}

inline std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

/// The value at a JSON pointer without escapes; undefined where there is none.
inline QJsonValue at(const QJsonValue &root, const QByteArray &pointer)
{
    QJsonValue value = root;
    for (const QByteArray &part : pointer.split('/').mid(1))
        value = value.isArray() ? value.toArray().at(part.toInt())
                                : value.toObject().value(QString::fromUtf8(part));
    return value;
}

/// Queue 1 ms, prefill 2 ms, decode 3 ms.
inline const StageTimes &sampleStages()
{
    using namespace std::chrono_literals;
    static const StageTimes stages{0ms, 1ms, 2ms, 3ms, 0ms, 0ms};
    return stages;
}

/// Prompt 12 of which 4 from a cache, 5 tokens of which 2 reasoning.
inline constexpr AnswerUsage sampleUsage{12, 4, 5, 2};

/// What the sample answers are made of.
inline AnswerFacts sampleFacts(bool toolCall = false)
{
    AnswerFacts facts;
    facts.key = 0x1234;
    facts.created = 1'700'000'000;
    facts.asked.model = "mo\"del";
    facts.asked.stream = true;
    facts.asked.toolName = toolCall ? "look_up" : "";
    facts.asked.offersTools = toolCall;
    facts.toolCall = toolCall;
    facts.contentTokens = 3;
    return facts;
}

/// " think" + " hard", then " one", " two" and " six".
inline void writeSample(StreamWriter &writer, EventTaker &taker, FinishReason reason,
                        const StageTimes *stages)
{
    writer.begin(taker, sampleUsage.prompt);
    writer.tokens(taker, " think", 1, true);
    writer.tokens(taker, " hard", 1, true);
    writer.tokens(taker, " one", 1, false);
    writer.tokens(taker, " two", 1, false);
    writer.tokens(taker, " six", 1, false);
    writer.end(taker, reason, sampleUsage, stages);
}

/// The dialect of one of dialectPaths().
inline const Dialect &dialectAt(const QByteArray &path)
{
    static const Dialects dialects;
    return *dialects.find(view(path));
}

/// The text of writeSample() as a whole answer.
inline WholeText sampleWhole(FinishReason reason)
{
    return {" one two six", " think hard", reason, sampleUsage, &sampleStages()};
}

/// A whole answer as JSON; empty when it is none.
inline QJsonObject wholeObject(const QByteArray &path, const AnswerFacts &facts, const WholeText &text)
{
    const QByteArray body = QByteArray::fromStdString(dialectAt(path).whole(facts, text));
    QJsonParseError error;
    const QJsonObject object = QJsonDocument::fromJson(body, &error).object();
    if (error.error != QJsonParseError::NoError)
        qWarning("%s: %s", qPrintable(error.errorString()), body.constData());
    return object;
}

} // namespace weir::test
