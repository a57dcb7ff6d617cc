// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/vendorpreset.h"

#include "base/httptoken.h"
#include "base/jsonreader.h"
#include "protocol/rulereader.h"
#include "protocol/ruletree.h"
#include "protocol/texttemplate.h"
#include "scenario/enumnames.h"
#include "scenario/usagerequest.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
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
        reader.problem(key, WEIR_TEXT("preset.headers_expected",
                                      "An object { } of header names and values is expected."));
    const QJsonObject headers = value.toObject();
    for (auto header = headers.begin(); header != headers.end(); ++header) {
        const QString text = header.value().toString();
        if (!header.value().isString() || !isHttpToken(header.key()) || text.contains(u'\n') ||
            text.contains(u'\r'))
            reader.problem(
                key, Message(WEIR_TEXT("preset.header_is_one_line",
                                       "\"%1\" must be a header's name with one line of text as its value."),
                             header.key()));
        else
            preset.headers.emplace_back(header.key().toUtf8(), text.toUtf8());
    }
}

void readAuth(JsonReader &reader, VendorPreset &preset)
{
    reader.object(QStringLiteral("auth"), [&preset](JsonReader &auth) {
        // Without "vendor", which would be the preset itself.
        const QStringList schemes = enumNames<AuthScheme>().mid(1);
        preset.auth.scheme = static_cast<AuthScheme>(
            1 + auth.choice(QStringLiteral("scheme"), schemes, static_cast<int>(AuthScheme::Bearer) - 1));
        preset.auth.header = auth.string(QStringLiteral("header"));
        if (preset.auth.scheme == AuthScheme::Header && !isHttpToken(preset.auth.header))
            auth.problem(QStringLiteral("header"),
                         WEIR_TEXT("preset.header_needed", "The scheme \"header\" needs the header's name."));
    });
}

/// The body template is a text, or a list of lines for the sake of readable files.
void readBody(JsonReader &reader, VendorPreset &preset)
{
    const QString key = QStringLiteral("body");
    preset.body = reader.raw().value(key).isArray() ? reader.strings(key).join(u'\n') : reader.string(key);
    if (const Result<TextTemplate> compiled = TextTemplate::compile(preset.body, TemplateEscape::Json);
        !compiled)
        reader.problem(key, compiled.error().message());
}

void readAsksForUsage(JsonReader &reader, VendorPreset &preset)
{
    const QString key = QStringLiteral("asks_for_usage");
    preset.asksForUsage = reader.string(key);
    const Result<QStringList> segments = pointerSegments(preset.asksForUsage);
    if (!segments)
        reader.problem(key, segments.error().message());
    else if (!segments->isEmpty() && !asksForUsage(preset.body, segments->last()))
        reader.problem(key, Message(WEIR_TEXT("preset.body_asks_not", "The body has no \"%1\" that is set."),
                                    segments->last()));
}

void checkPath(JsonReader &reader, const QString &key, const QString &path)
{
    if (!path.isEmpty() && !path.startsWith(u'/'))
        reader.problem(key, WEIR_TEXT("preset.path_begins", "The path begins with \"/\"."));
}

void readPreset(JsonReader &reader, VendorPreset &preset)
{
    if (reader.integer(QStringLiteral("weir_vendor"), 0, 1, 1) != 1 &&
        !reader.has(QStringLiteral("weir_vendor")))
        reader.problem(
            QStringLiteral("weir_vendor"),
            WEIR_TEXT("preset.version_missing", "The file's version is missing: \"weir_vendor\": 1."));
    preset.name = reader.string(QStringLiteral("name"));
    preset.title = reader.string(QStringLiteral("title"), preset.name);
    preset.path = reader.string(QStringLiteral("path"));
    preset.wholePath = reader.string(QStringLiteral("whole_path"));
    const QString method = reader.string(QStringLiteral("method"), QStringLiteral("POST"));
    preset.method = method.toLatin1();
    if (!isHttpToken(method))
        reader.problem(QStringLiteral("method"),
                       WEIR_TEXT("preset.no_method", "This is no HTTP method, like POST."));
    readHeaders(reader, preset);
    readAuth(reader, preset);
    preset.framing =
        reader.choice(QStringLiteral("framing"), {QStringLiteral("sse"), QStringLiteral("ndjson")}, 0) == 0
            ? StreamFraming::Sse
            : StreamFraming::Ndjson;
    preset.terminator = reader.string(QStringLiteral("terminator"));
    readBody(reader, preset);
    readAsksForUsage(reader, preset);
    reader.object(QStringLiteral("stream"),
                  [&preset](JsonReader &rules) { readRules(rules, preset.stream); });
    reader.object(QStringLiteral("whole"), [&preset](JsonReader &rules) { readRules(rules, preset.whole); });
    for (const QString &key : {QStringLiteral("name"), QStringLiteral("path"), QStringLiteral("body"),
                               QStringLiteral("stream"), QStringLiteral("whole")}) {
        if (!reader.has(key))
            reader.problem(key, WEIR_TEXT("preset.key_needed", "This key is needed."));
    }
    checkPath(reader, QStringLiteral("path"), preset.path);
    checkPath(reader, QStringLiteral("whole_path"), preset.wholePath);
}

} // namespace

VendorReading vendorFromJson(const QByteArray &json)
{
    VendorReading reading;
    const auto refuse = [&reading](const Message &why) {
        reading.problems.push_back({Severity::Error, {}, why});
        return reading;
    };
    if (json.size() > mostBytes)
        return refuse(
            Message(WEIR_TEXT("preset.file_too_large", "A preset file has at most %1 bytes."), mostBytes));
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return refuse(Message(WEIR_TEXT("preset.not_json", "Not JSON at byte %1: %2."), error.offset,
                              error.errorString()));
    if (!document.isObject())
        return refuse(WEIR_TEXT("preset.object_expected", "An object { } is expected here."));
    JsonReader reader(document.object(), {}, reading.problems);
    readPreset(reader, reading.preset);
    reader.finish();
    return reading;
}

VendorReading readVendorFile(const QString &path, const QString &baseFolder)
{
    QFile file(QDir::cleanPath(QDir(baseFolder).filePath(path)));
    // A device or a pipe could give bytes without end.
    if (QFileInfo(file).isFile() && file.open(QIODevice::ReadOnly))
        return vendorFromJson(file.read(mostBytes + 1));
    VendorReading reading;
    reading.problems.push_back(
        {Severity::Error,
         {},
         QFileInfo(file).isFile()
             ? Message(WEIR_TEXT("preset.file_unreadable", "The file can't be read: %1."), file.errorString())
             : Message(WEIR_TEXT("preset.no_file", "The file does not exist or is no plain file."))});
    return reading;
}

} // namespace weir
