// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/vendorpreset.h"

#include "base/credentials.h"
#include "base/fields/fieldreading.h"
#include "base/httptoken.h"
#include "base/jsonreader.h"
#include "base/ownheaders.h"
#include "protocol/presetcheck.h"
#include "protocol/presetlisting.h"
#include "protocol/rulereader.h"
#include "protocol/ruletree.h"
#include "scenario/enumnames.h"
#include "scenario/templatetags.h"

#include <QRegularExpression>

#include <algorithm>

namespace weir {

template <>
const QStringList &enumNames<StreamFraming>()
{
    static const QStringList names{QStringLiteral("sse"), QStringLiteral("ndjson"),
                                   QStringLiteral("json_array"), QStringLiteral("aws_event_stream")};
    return names;
}

template <>
const QStringList &enumNames<StreamEnding>()
{
    static const QStringList names{QStringLiteral("mark"), QStringLiteral("clean")};
    return names;
}

template <>
const QStringList &enumNames<HeadMeaning>()
{
    static const QStringList names{QStringLiteral("nothing"), QStringLiteral("service_began")};
    return names;
}

// Forms of a preset's own, found by readListed() through the types of their arguments.

/// A text, or a list of lines for the sake of readable files.
struct Lines
{
};
/// A path of a URL.
struct UrlPath
{
};
/// Names of media types.
struct MediaTypes
{
};
/// What stands beside a prompt.
struct MediaKinds
{
};

static bool readField(JsonReader &reader, const QString &key, QString &field, Lines)
{
    const std::optional<QStringList> lines =
        reader.raw().value(key).isArray() ? reader.optionalStrings(key) : std::nullopt;
    const std::optional<QString> text = lines ? lines->join(u'\n') : reader.optionalString(key);
    field = text.value_or(field);
    return text.has_value();
}

static bool readField(JsonReader &reader, const QString &key, QString &field, UrlPath)
{
    const bool isThere = readField(reader, key, field);
    if (!field.isEmpty() && !field.startsWith(u'/'))
        reader.problem(key, WEIR_TEXT("preset.path_begins", "The path begins with \"/\"."));
    static const QRegularExpression otherTag(QStringLiteral("\\{\\{(?!\\{?\\s*model\\s*\\}?\\}\\})"));
    if (field.contains(otherTag))
        reader.problem(key,
                       WEIR_TEXT("preset.path_knows_model", "The path knows no variable but {{model}}."));
    return isThere;
}

static bool readField(JsonReader &reader, const QString &key, QStringList &field, MediaTypes)
{
    const std::optional<QStringList> types = reader.optionalStrings(key);
    for (const QString &type : types.value_or(QStringList())) {
        field.append(type.toLower());
        if (type.count(u'/') != 1 || !isHttpToken(type.section(u'/', 0, 0)) ||
            !isHttpToken(type.section(u'/', 1)))
            reader.problem(
                key, Message(WEIR_TEXT("preset.no_media_type", "\"%1\" is no media type, like text/plain."),
                             type));
    }
    return types.has_value();
}

static bool readField(JsonReader &reader, const QString &key, QStringList &field, MediaKinds)
{
    static const QStringList known{QStringLiteral("images"), QStringLiteral("images_by_url"),
                                   QStringLiteral("audio"), QStringLiteral("audio_by_url")};
    const std::optional<QStringList> kinds = reader.optionalStrings(key);
    for (const QString &kind : kinds.value_or(QStringList())) {
        const QString file = kind.section(QStringLiteral("_by_url"), 0, 0);
        if (!known.contains(kind) || !kinds->contains(file))
            reader.problem(key,
                           Message(WEIR_TEXT("preset.takes_what",
                                             "\"%1\" is none of %2; what comes by its address comes as a "
                                             "file, too."),
                                   kind, known.join(QStringLiteral(", "))));
    }
    field = kinds.value_or(field);
    return kinds.has_value();
}

/// A method.
static bool readField(JsonReader &reader, const QString &key, QByteArray &field)
{
    const std::optional<QString> method = reader.optionalString(key);
    field = method ? method->toLatin1() : field;
    if (method && !isHttpToken(*method))
        reader.problem(key, WEIR_TEXT("preset.no_method", "This is no HTTP method, like POST."));
    return method.has_value();
}

/// A host names one service, and a preset is for the services of many.
static Message headerFault(const QString &name, const QJsonValue &value)
{
    const QString text = value.toString();
    if (!value.isString() || !isHttpToken(name) || text.contains(u'\n') || text.contains(u'\r') ||
        text.contains(QChar(0)))
        return Message(WEIR_TEXT("preset.header_is_one_line",
                                 "\"%1\" must be a header's name with one line of text as its value."),
                       name);
    if (isOwnHeader(name))
        return Message(WEIR_TEXT("scenario.header_of_weir", "Weir itself sets \"%1\"."), name);
    if (name.compare(u"host", Qt::CaseInsensitive) == 0)
        return WEIR_TEXT("preset.header_of_target",
                         "The host follows from the target's URL; another one is a header of the target.");
    if (const Result<std::vector<TemplateTag>> tags = templateTags(text); !tags)
        return Message(WEIR_TEXT("scenario.template_broken", "The template is broken: %1."),
                       tags.error().message());
    if (looksLikeSecret(name, text))
        return WEIR_TEXT("scenario.secret_in_header",
                         "The value looks like a secret. Write a reference (env:NAME, file:PATH or "
                         "keychain:NAME), so that no secret stands in the file.");
    return {};
}

static bool readField(JsonReader &reader, const QString &key, std::vector<Header> &field)
{
    reader.accept(key);
    const QJsonValue value = reader.raw().value(key);
    if (!value.isUndefined() && !value.isObject())
        reader.problem(key, WEIR_TEXT("preset.headers_expected",
                                      "An object { } of header names and values is expected."));
    const QJsonObject headers = value.toObject();
    for (auto header = headers.begin(); header != headers.end(); ++header) {
        if (const Message fault = headerFault(header.key(), header.value()); !fault.isEmpty())
            reader.problem(key, fault);
        else
            field.push_back({header.key(), header.value().toString()});
    }
    return value.isObject();
}

constexpr QStringView schemeKey = u"scheme";
constexpr QStringView headerKey = u"header";

/// A scheme without "vendor", which would be the preset itself, and never a key.
static bool readField(JsonReader &reader, const QString &key, Auth &field)
{
    return reader.object(key, [&field](JsonReader &auth) {
        const QStringList schemes = enumNames<AuthScheme>().mid(1);
        if (const std::optional<int> scheme = auth.optionalChoice(schemeKey.toString(), schemes))
            field.scheme = static_cast<AuthScheme>(1 + *scheme);
        readField(auth, headerKey.toString(), field.header);
        if (field.scheme == AuthScheme::Header && !isHttpToken(field.header))
            auth.problem(headerKey.toString(),
                         WEIR_TEXT("preset.header_needed", "The scheme \"header\" needs the header's name."));
    });
}

static bool readField(JsonReader &reader, const QString &key, EventRules &field)
{
    return reader.object(key, [&field](JsonReader &rules) { readRules(rules, field); });
}

static bool readField(JsonReader &reader, const QString &key, ParameterPlaces &field)
{
    return reader.object(key, [&field](JsonReader &places) { readPlaces(places, field); });
}

constexpr QStringView pathKey = u"path";
constexpr QStringView namesKey = u"names";

static bool readField(JsonReader &reader, const QString &key, ModelListing &field)
{
    return reader.object(key, [&field](JsonReader &models) {
        readField(models, pathKey.toString(), field.path, UrlPath{});
        if (field.path.isEmpty() || field.path.contains(u"{{"))
            models.problem(pathKey.toString(),
                           WEIR_TEXT("preset.models_path", "The path where a service lists its models is "
                                                           "needed here, without {{model}}."));
        readField(models, namesKey.toString(), field.names);
        const Result<QStringList> segments = pointerSegments(field.names);
        if (!segments)
            models.problem(namesKey.toString(), segments.error().message());
        else if (segments->isEmpty())
            models.problem(
                namesKey.toString(),
                WEIR_TEXT("preset.models_names", "The place of the names is needed here, like /data/*/id."));
    });
}

/// The members of a preset file, in its order.
template <typename Visitor>
void describe(FieldsOf<VendorPreset>, Visitor &&visit)
{
    visit(u"name", &VendorPreset::name);
    visit(u"title", &VendorPreset::title);
    visit(u"path", &VendorPreset::path, UrlPath{});
    visit(u"whole_path", &VendorPreset::wholePath, UrlPath{});
    visit(u"method", &VendorPreset::method);
    visit(u"headers", &VendorPreset::headers);
    visit(u"auth", &VendorPreset::auth);
    visit(u"framing", &VendorPreset::framing);
    visit(u"terminator", &VendorPreset::terminator);
    visit(u"ends", &VendorPreset::ends);
    visit(u"accepts", &VendorPreset::accepts, MediaTypes{});
    visit(u"head_means", &VendorPreset::headMeans);
    visit(u"body", &VendorPreset::body, Lines{});
    visit(u"parameters", &VendorPreset::parameters);
    visit(u"takes", &VendorPreset::takes, MediaKinds{});
    visit(u"asks_for_usage", &VendorPreset::asksForUsage);
    visit(u"models", &VendorPreset::models);
    visit(u"stream", &VendorPreset::stream);
    visit(u"whole", &VendorPreset::whole);
}

namespace {

const QString versionKey = QStringLiteral("weir_vendor");
const QString wholeKey = QStringLiteral("whole");
/// Rules that only the events of a stream have, and only whole answers.
const QStringList onlyOfStreams = {QStringLiteral("end_mark"), QStringLiteral("repeat_text"),
                                   QStringLiteral("cumulative"), QStringLiteral("needs_end"),
                                   QStringLiteral("ignore")};
const QStringList onlyOfWholeAnswers = {QStringLiteral("answer")};

/// The rule of a key of ruleKeys(): "end_mark" of "/end_mark/at".
bool isOneOf(const QStringList &rules, const QString &key)
{
    return rules.contains(key.section(u'/', 1, 1));
}

QStringList keysBelow(const QString &key, [[maybe_unused]] auto member)
{
    using Member = std::remove_cvref_t<decltype(std::declval<VendorPreset>().*member)>;
    QStringList keys;
    if constexpr (std::is_same_v<Member, EventRules>) {
        for (const QString &rule : ruleKeys()) {
            if (!isOneOf(key == wholeKey ? onlyOfStreams : onlyOfWholeAnswers, rule))
                keys.append(u'/' + key + rule);
        }
    } else if constexpr (std::is_same_v<Member, Auth>) {
        for (const QStringView part : {schemeKey, headerKey})
            keys.append(u'/' + key + u'/' + part.toString());
    } else if constexpr (std::is_same_v<Member, ParameterPlaces>) {
        for (const QString &parameter : enumNames<ModelParameter>())
            keys.append(u'/' + key + u'/' + parameter);
    } else if constexpr (std::is_same_v<Member, ModelListing>) {
        for (const QStringView part : {pathKey, namesKey})
            keys.append(u'/' + key + u'/' + part.toString());
    } else {
        keys.append(u'/' + key);
    }
    return keys;
}

/// What the body has no section for is not taken, as where a preset has a body of its own and is otherwise
/// like one that takes it.
void dropWithoutSection(const VendorPreset &preset, QStringList &takes)
{
    takes.removeIf([&preset](const QString &kind) {
        return !looksUp(preset.body, kind.startsWith(u"audio") ? QStringLiteral("audio_parts")
                                                               : QStringLiteral("image_parts"));
    });
}

void readPreset(JsonReader &reader, VendorPreset &preset)
{
    if (reader.integer(versionKey, 0, 1, 1) != 1 && !reader.has(versionKey))
        reader.problem(versionKey, WEIR_TEXT("preset.version_missing",
                                             "The file's version is missing: \"weir_vendor\": 1."));
    readListed(reader, preset);
    if (preset.title.isEmpty())
        preset.title = preset.name;
    dropWithoutSection(preset, preset.takes);
    checkPreset(reader, preset);
    for (const QString &key :
         {QStringLiteral("name"), QStringLiteral("path"), QStringLiteral("body"), QStringLiteral("whole")}) {
        if (!reader.has(key))
            reader.problem(key, WEIR_TEXT("preset.key_needed", "This key is needed."));
    }
}

} // namespace

bool VendorPreset::wholeIsArray() const
{
    const QStringList places = whole.content + whole.answer;
    return std::any_of(places.begin(), places.end(), [](const QString &place) {
        return place.startsWith(QStringLiteral("/*")) || place.startsWith(QStringLiteral("/0"));
    });
}

QString vendorLabel(const VendorPreset &preset)
{
    return QStringLiteral("%1 (%2)").arg(preset.name, preset.title);
}

QString nameOf(StreamFraming framing)
{
    return enumNames<StreamFraming>().value(static_cast<int>(framing));
}

QStringList presetKeys()
{
    QStringList keys{u'/' + versionKey, QStringLiteral("/like")};
    describe(FieldsOf<VendorPreset>{}, [&keys](QStringView key, auto member, auto...) {
        keys.append(keysBelow(key.toString(), member));
    });
    return keys;
}

VendorReading vendorFromObject(const QJsonObject &object)
{
    VendorReading reading;
    JsonReader reader(object, {}, reading.problems);
    readPreset(reader, reading.preset);
    reader.finish();
    return reading;
}

} // namespace weir
