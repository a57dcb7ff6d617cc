// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/texttemplate.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QStringList>

#include <kainjow/mustache.hpp>

#include <algorithm>
#include <deque>
#include <sstream>

namespace weir {

namespace {

namespace mustache = kainjow::mustache;

/// Put before the names of variables, so that the context can tell `{{x}}` (must exist) from `{{#x}}` (may be
/// missing).
constexpr char variableMark = '\x01';

void appendEscape(std::string &out, char c)
{
    constexpr char hex[] = "0123456789abcdef";
    switch (c) {
    case '"':
        out += "\\\"";
        break;
    case '\\':
        out += "\\\\";
        break;
    case '\n':
        out += "\\n";
        break;
    case '\r':
        out += "\\r";
        break;
    case '\t':
        out += "\\t";
        break;
    default:
        out.append("\\u00").append(1, hex[uchar(c) >> 4]).append(1, hex[uchar(c) & 15]);
    }
}

std::string jsonEscaped(const std::string &text)
{
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    const auto isSpecial = [](char c) { return c == '"' || c == '\\' || uchar(c) < 0x20; };
    for (auto at = text.begin(); at != text.end();) {
        // Large prompts are mostly plain.
        const auto special = std::find_if(at, text.end(), isSpecial);
        out.append(at, special);
        if (special == text.end())
            break;
        appendEscape(out, *special);
        at = special + 1;
    }
    return out;
}

std::string printed(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::String:
        return value.toString().toStdString();
    case QJsonValue::Bool:
        return value.toBool() ? "true" : "false";
    case QJsonValue::Object:
        return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact).toStdString();
    case QJsonValue::Array:
        return QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact).toStdString();
    case QJsonValue::Double: {
        // Qt's own writer knows how to print each number so that it reads back the same.
        const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
        return list.mid(1, list.size() - 2).toStdString();
    }
    default:
        return {};
    }
}

bool isFalsy(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull() || (value.isBool() && !value.toBool()) ||
           (value.isString() && value.toString().isEmpty()) || (value.isArray() && value.toArray().isEmpty());
}

QJsonValue inside(const QJsonObject &object, const QString &name)
{
    // A flat key that has dots in it wins over the nested one.
    if (QJsonValue whole = object.value(name); !whole.isUndefined())
        return whole;
    QJsonValue value = object;
    for (const QString &part : name.split(u'.'))
        value = value.toObject().value(part);
    return value;
}

/// What one rendering may take. Sections over lists multiply: eight nested ones over fifty elements would
/// never end.
constexpr std::streamoff mostBytes = 64 << 20;
constexpr std::size_t mostLookUps = 200'000;
/// mustache recurses for each level, in parsing and in rendering.
constexpr int deepestSections = 32;

/// Leaves mustache from inside a rendering that has taken too much.
struct TooMuch
{
};

/// Gives mustache the values it asks for. Lives for one rendering, in one thread.
class JsonContext final : public mustache::basic_context<std::string>
{
public:
    /// `out` is watched for its size only.
    JsonContext(const std::vector<const QJsonObject *> &scopes, std::ostringstream &out)
        : m_scopes(scopes), m_out(out)
    {
    }

    // A section's data is the text of its position in m_values; lists hold such texts.
    void push(const mustache::data *data) override
    {
        count();
        m_sections.push_back(data->is_string() ? m_values[std::stoul(data->string_value())] : QJsonValue());
    }
    void pop() override { m_sections.pop_back(); }
    const mustache::data *get_partial(const std::string &) const override { return nullptr; }

    const mustache::data *get(const std::string &name) const override
    {
        count();
        const bool isVariable = !name.empty() && name.front() == variableMark;
        const QString key = QString::fromStdString(isVariable ? name.substr(1) : name);
        const QJsonValue value = find(key);
        if (!isVariable)
            return section(value);
        if (value.isUndefined() || value.isNull()) {
            if (!m_missing.contains(key))
                m_missing.append(key);
            return nullptr;
        }
        return &m_data.emplace_back(printed(value));
    }

    [[nodiscard]] const QStringList &missing() const { return m_missing; }

private:
    void count() const
    {
        if (++m_lookUps > mostLookUps || m_out.tellp() > mostBytes)
            throw TooMuch();
    }

    QJsonValue find(const QString &key) const
    {
        if (key == QStringLiteral("."))
            return m_sections.empty() ? QJsonValue(QJsonValue::Undefined) : m_sections.back();
        for (auto section = m_sections.rbegin(); section != m_sections.rend(); ++section) {
            if (QJsonValue value = inside(section->toObject(), key); !value.isUndefined())
                return value;
        }
        for (const QJsonObject *scope : m_scopes) {
            if (!scope)
                continue;
            if (QJsonValue value = inside(*scope, key); !value.isUndefined())
                return value;
        }
        return QJsonValue(QJsonValue::Undefined);
    }

    mustache::data reference(const QJsonValue &value) const
    {
        m_values.push_back(value);
        return mustache::data(std::to_string(m_values.size() - 1));
    }

    const mustache::data *section(const QJsonValue &value) const
    {
        if (isFalsy(value))
            return &m_data.emplace_back(false);
        if (!value.isArray())
            return &m_data.emplace_back(reference(value));
        mustache::data list(mustache::data::type::list);
        const QJsonArray items = value.toArray();
        for (const QJsonValue item : items)
            list.push_back(reference(item));
        return &m_data.emplace_back(std::move(list));
    }

    const std::vector<const QJsonObject *> &m_scopes;
    std::ostringstream &m_out;
    mutable std::size_t m_lookUps = 0;
    std::vector<QJsonValue> m_sections;
    mutable std::deque<mustache::data> m_data; ///< A deque: mustache keeps pointers while it renders.
    mutable std::deque<QJsonValue> m_values;
    mutable QStringList m_missing;
};

Error templateError(const Message &what, std::size_t byte)
{
    return Error{what, Message(WEIR_TEXT("template.byte", "byte %1 of the template"), byte), {}};
}

/// The template with the mark before each variable's name; refuses tags that Weir's templates don't have.
Result<std::string> marked(const std::string &text)
{
    std::string out;
    std::size_t at = 0;
    int depth = 0;
    for (std::size_t open = text.find("{{"); open != std::string::npos; open = text.find("{{", at)) {
        const bool triple = text.compare(open, 3, "{{{") == 0;
        const std::size_t begin = open + (triple ? 3 : 2);
        const std::size_t close = text.find(triple ? "}}}" : "}}", begin);
        if (close == std::string::npos)
            return templateError(WEIR_TEXT("template.tag_is_open", "A tag is not closed"), open);
        const std::size_t name = text.find_first_not_of(" \t\r\n", begin);
        if (name >= close)
            return templateError(WEIR_TEXT("template.tag_without_name", "A tag has no name"), open);
        const char kind = triple ? ' ' : text[name];
        if (kind == '>' || kind == '=')
            return templateError(
                WEIR_TEXT("template.unsupported_tag", "Partials and changed delimiters are not supported"),
                open);
        depth += kind == '#' || kind == '^' ? 1 : kind == '/' ? -1 : 0;
        if (depth > deepestSections)
            return templateError(Message(WEIR_TEXT("template.too_deep", "Sections are nested deeper than %1"),
                                         deepestSections),
                                 open);
        const bool isVariable = std::string_view("#^/!").find(kind) == std::string_view::npos;
        std::size_t markAt = kind == '&' ? text.find_first_not_of(" \t\r\n", name + 1) : name;
        if (markAt >= close)
            return templateError(WEIR_TEXT("template.tag_without_name", "A tag has no name"), open);
        if (!isVariable)
            markAt = close;
        const std::size_t end = close + (triple ? 3 : 2);
        out.append(text, at, markAt - at);
        if (isVariable)
            out.push_back(variableMark);
        out.append(text, markAt, end - markAt);
        at = end;
    }
    return out.append(text, at);
}

/// What mustache finds wrong beside what marked() refuses: sections that have no end, or no beginning.
Error invalid(const std::string &source, QString reason)
{
    static const QRegularExpression section(
        QStringLiteral("^(Unclosed|Unopened) section \"(.*)\" at (\\d+)$"),
        QRegularExpression::DotMatchesEverythingOption);
    const QRegularExpressionMatch match = section.match(reason);
    if (!match.hasMatch())
        return Error{Message(WEIR_TEXT("template.invalid", "The template is not valid: %1"),
                             reason.remove(QLatin1Char(variableMark))),
                     {},
                     {}};
    const std::size_t at = std::min<std::size_t>(match.capturedView(3).toULongLong(), source.size());
    const auto marks =
        std::count(source.begin(), source.begin() + static_cast<std::ptrdiff_t>(at), variableMark);
    const Message what =
        match.capturedView(1) == u"Unclosed"
            ? Message(WEIR_TEXT("template.section_open", "The section \"%1\" is not closed"),
                      match.captured(2))
            : Message(WEIR_TEXT("template.section_not_opened", "The section \"%1\" is closed but not opened"),
                      match.captured(2));
    return templateError(what, at - static_cast<std::size_t>(marks));
}

} // namespace

struct TextTemplate::Compiled
{
    explicit Compiled(const std::string &text) : tree(text) {}
    /// render() of this library is not const, but writes only for partials and lambdas, which can't occur
    /// here: the one is refused by compile(), the other is never given by JsonContext. So threads may share
    /// it.
    mutable mustache::mustache tree;
};

TextTemplate::TextTemplate(std::unique_ptr<Compiled> compiled) : m_compiled(std::move(compiled)) {}
TextTemplate::TextTemplate(TextTemplate &&) noexcept = default;
TextTemplate &TextTemplate::operator=(TextTemplate &&) noexcept = default;
TextTemplate::~TextTemplate() = default;

Result<TextTemplate> TextTemplate::compile(const QString &text, TemplateEscape escape)
{
    Result<std::string> source = marked(text.toStdString());
    if (!source)
        return source.error();
    auto compiled = std::make_unique<Compiled>(*source);
    if (!compiled->tree.is_valid()) {
        return invalid(*source, QString::fromStdString(compiled->tree.error_message()));
    }
    if (escape == TemplateEscape::Json)
        compiled->tree.set_custom_escape(jsonEscaped);
    else
        compiled->tree.set_custom_escape([](const std::string &same) { return same; });
    return TextTemplate(std::move(compiled));
}

Result<QByteArray> TextTemplate::render(const std::vector<const QJsonObject *> &scopes) const
{
    std::ostringstream out;
    JsonContext context(scopes, out);
    try {
        m_compiled->tree.render(context, out);
    } catch (const TooMuch &) {
        return Error{Message(WEIR_TEXT("template.too_much",
                                       "The template makes too much of this row: over %1 MiB or %2 values"),
                             mostBytes >> 20, mostLookUps),
                     {},
                     WEIR_TEXT("template.too_much_advice", "Nest fewer sections over lists")};
    }
    if (!context.missing().isEmpty())
        return Error{Message(WEIR_TEXT("template.no_value", "The template uses %1, which has no value here"),
                             context.missing().join(QStringLiteral(", "))),
                     {},
                     WEIR_TEXT("template.no_value_advice", "Add the field to the data or correct its name")};
    return QByteArray::fromStdString(out.str());
}

} // namespace weir
