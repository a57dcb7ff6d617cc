// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/vendorpreset.h"

#include "base/jsonreader.h"
#include "protocol/rulereader.h"

#include <QJsonDocument>

namespace weir {

namespace {

constexpr qsizetype mostBytes = 1 << 20;

void readHeaders(JsonReader &reader, VendorPreset &preset)
{
    const QString key = QStringLiteral("headers");
    reader.accept(key);
    const QJsonValue value = reader.raw().value(key);
    if (!value.isUndefined() && !value.isObject())
        reader.problem(key, QStringLiteral("An object { } of header names and values is expected."));
    const QJsonObject headers = value.toObject();
    for (auto header = headers.begin(); header != headers.end(); ++header) {
        const QString text = header.value().toString();
        if (!header.value().isString() || header.key().isEmpty() || text.contains(u'\n') ||
            text.contains(u'\r'))
            reader.problem(
                key,
                QStringLiteral("The value of the header \"%1\" must be one line of text.").arg(header.key()));
        else
            preset.headers.emplace_back(header.key().toUtf8(), text.toUtf8());
    }
}

void readAuth(JsonReader &reader, VendorPreset &preset)
{
    reader.object(QStringLiteral("auth"), [&preset](JsonReader &auth) {
        const int scheme =
            auth.choice(QStringLiteral("scheme"),
                        {QStringLiteral("none"), QStringLiteral("bearer"), QStringLiteral("header")}, 1);
        preset.defaultAuth =
            std::array{AuthScheme::None, AuthScheme::Bearer, AuthScheme::Header}[std::size_t(scheme)];
        preset.authHeader = auth.string(QStringLiteral("header"));
        if (preset.defaultAuth == AuthScheme::Header && preset.authHeader.isEmpty())
            auth.problem(QStringLiteral("header"),
                         QStringLiteral("The scheme \"header\" needs the header's name."));
    });
}

/// The body template is a text, or a list of lines for the sake of readable files.
QString readBody(JsonReader &reader)
{
    const QString key = QStringLiteral("body");
    return reader.raw().value(key).isArray() ? reader.strings(key).join(u'\n') : reader.string(key);
}

void readPreset(JsonReader &reader, VendorPreset &preset)
{
    if (reader.integer(QStringLiteral("weir_vendor"), 0, 1, 1) != 1 &&
        !reader.has(QStringLiteral("weir_vendor")))
        reader.problem(QStringLiteral("weir_vendor"),
                       QStringLiteral("The file's version is missing: \"weir_vendor\": 1."));
    preset.name = reader.string(QStringLiteral("name"));
    preset.title = reader.string(QStringLiteral("title"), preset.name);
    preset.path = reader.string(QStringLiteral("path"));
    preset.wholePath = reader.string(QStringLiteral("whole_path"));
    preset.method = reader.string(QStringLiteral("method"), QStringLiteral("POST")).toLatin1();
    readHeaders(reader, preset);
    readAuth(reader, preset);
    preset.framing =
        reader.choice(QStringLiteral("framing"), {QStringLiteral("sse"), QStringLiteral("ndjson")}, 0) == 0
            ? StreamFraming::Sse
            : StreamFraming::Ndjson;
    preset.terminator = reader.string(QStringLiteral("terminator"));
    preset.asksForUsage = reader.boolean(QStringLiteral("asks_for_usage"), false);
    preset.body = readBody(reader);
    reader.object(QStringLiteral("stream"),
                  [&preset](JsonReader &rules) { readRules(rules, preset.stream); });
    reader.object(QStringLiteral("whole"), [&preset](JsonReader &rules) { readRules(rules, preset.whole); });
    for (const QString &key : {QStringLiteral("name"), QStringLiteral("path"), QStringLiteral("body"),
                               QStringLiteral("stream"), QStringLiteral("whole")}) {
        if (!reader.has(key))
            reader.problem(key, QStringLiteral("This key is needed."));
    }
    if (!preset.path.isEmpty() && !preset.path.startsWith(u'/'))
        reader.problem(QStringLiteral("path"), QStringLiteral("The path begins with \"/\"."));
    if (!preset.wholePath.isEmpty() && !preset.wholePath.startsWith(u'/'))
        reader.problem(QStringLiteral("whole_path"), QStringLiteral("The path begins with \"/\"."));
}

} // namespace

VendorReading vendorFromJson(const QByteArray &json)
{
    VendorReading reading;
    if (json.size() > mostBytes) {
        reading.problems.push_back(
            {Severity::Error, {}, QStringLiteral("A preset file has at most %1 bytes.").arg(mostBytes)});
        return reading;
    }
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError) {
        reading.problems.push_back(
            {Severity::Error,
             {},
             QStringLiteral("Not JSON at byte %1: %2.").arg(error.offset).arg(error.errorString())});
        return reading;
    }
    if (!document.isObject()) {
        reading.problems.push_back({Severity::Error, {}, QStringLiteral("An object { } is expected here.")});
        return reading;
    }
    JsonReader reader(document.object(), {}, reading.problems);
    readPreset(reader, reading.preset);
    reader.finish();
    return reading;
}

} // namespace weir
