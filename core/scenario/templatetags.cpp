// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/templatetags.h"

#include <algorithm>

namespace weir {

namespace {

Error at(const QString &text, qsizetype position, const Message &what)
{
    const qsizetype line = QStringView(text).first(position).count(u'\n') + 1;
    return {what, Message(WEIR_TEXT("template.at_line", "template line %1"), line), {}};
}

/// One {{...}} as it stands in the text.
struct RawTag
{
    QChar sigil; ///< '#', '^', '/', '!', '>', '=', '&', '{', or null for a plain variable.
    QString name;
    qsizetype start = 0;
    qsizetype end = 0; ///< Behind the closing braces.
};

Result<RawTag> tagAt(const QString &text, qsizetype start)
{
    RawTag tag;
    tag.start = start;
    qsizetype inner = start + 2;
    if (inner < text.size() && QStringView(u"#^/!>=&{").contains(text[inner]))
        tag.sigil = text[inner++];
    const QString closing = tag.sigil == u'{' ? QStringLiteral("}}}") : QStringLiteral("}}");
    const qsizetype close = text.indexOf(closing, inner);
    if (close < 0)
        return at(text, start,
                  Message(WEIR_TEXT("template.tag_not_closed",
                                    "The tag that starts with \"%1\" is not closed with %2"),
                          text.sliced(start, std::min<qsizetype>(12, text.size() - start)), closing));
    tag.name = text.sliced(inner, close - inner).trimmed();
    tag.end = close + closing.size();
    if (tag.name.isEmpty() && tag.sigil != u'!')
        return at(text, start, WEIR_TEXT("template.unnamed_tag", "A tag without a name"));
    return tag;
}

/// The sections that are open at one place of the text.
class OpenSections
{
public:
    explicit OpenSections(const QString &text) : m_text(text) {}

    void open(const RawTag &tag) { m_open.push_back(tag); }
    Result<void> close(const RawTag &tag)
    {
        if (m_open.empty())
            return at(
                m_text, tag.start,
                Message(WEIR_TEXT("template.section_not_open", "{{/%1}} closes a section that is not open"),
                        tag.name));
        if (m_open.back().name != tag.name)
            return at(
                m_text, tag.start,
                Message(WEIR_TEXT("template.other_section_open", "{{/%1}} stands where {{/%2}} is expected"),
                        tag.name, m_open.back().name));
        m_open.pop_back();
        return {};
    }
    Result<void> finish() const
    {
        if (m_open.empty())
            return {};
        return at(m_text, m_open.back().start,
                  Message(WEIR_TEXT("template.section_not_closed",
                                    "The section {{#%1}} is not closed with {{/%1}}"),
                          m_open.back().name));
    }
    [[nodiscard]] bool any() const { return !m_open.empty(); }

private:
    const QString &m_text;
    std::vector<RawTag> m_open;
};

Result<void> take(const QString &text, const RawTag &tag, OpenSections &sections,
                  std::vector<TemplateTag> &tags)
{
    switch (tag.sigil.unicode()) {
    case u'!':
        return {};
    case u'/':
        return sections.close(tag);
    case u'>':
        return at(
            text, tag.start,
            Message(WEIR_TEXT("template.partials_unsupported", "Partials like {{>%1}} are not supported"),
                    tag.name));
    case u'=':
        return at(
            text, tag.start,
            WEIR_TEXT("template.delimiters_unsupported", "Other delimiters than {{ }} are not supported"));
    case u'#':
        tags.push_back({TemplateTag::Kind::Section, tag.name, sections.any()});
        sections.open(tag);
        return {};
    case u'^':
        tags.push_back({TemplateTag::Kind::Inverted, tag.name, sections.any()});
        sections.open(tag);
        return {};
    default:
        tags.push_back({TemplateTag::Kind::Variable, tag.name, sections.any()});
        return {};
    }
}

} // namespace

Result<std::vector<TemplateTag>> templateTags(const QString &text)
{
    std::vector<TemplateTag> tags;
    OpenSections sections(text);
    qsizetype position = 0;
    while (true) {
        const qsizetype start = text.indexOf(QStringLiteral("{{"), position);
        if (start < 0)
            break;
        const Result<RawTag> tag = tagAt(text, start);
        if (!tag)
            return tag.error();
        if (const Result<void> taken = take(text, *tag, sections, tags); !taken)
            return taken.error();
        position = tag->end;
    }
    if (const Result<void> balanced = sections.finish(); !balanced)
        return balanced.error();
    return tags;
}

const QStringList &promptVariables()
{
    static const QStringList names{QStringLiteral("unique")};
    return names;
}

const QStringList &bodyVariables()
{
    static const QStringList names{
        QStringLiteral("unique"),       QStringLiteral("request_id"), QStringLiteral("model"),
        QStringLiteral("system"),       QStringLiteral("prompt"),     QStringLiteral("max_tokens"),
        QStringLiteral("conversation"), QStringLiteral("turn"),       QStringLiteral("stream")};
    return names;
}

const QStringList &mediaVariables()
{
    static const QStringList names{QStringLiteral("has_media"),    QStringLiteral("image_parts"),
                                   QStringLiteral("audio_parts"),  QStringLiteral("media_url"),
                                   QStringLiteral("media_data"),   QStringLiteral("media_type"),
                                   QStringLiteral("media_format"), QStringLiteral("media_comma")};
    return names;
}

const QStringList &traceVariables()
{
    static const QStringList names{QStringLiteral("input_tokens"), QStringLiteral("output_tokens"),
                                   QStringLiteral("filler")};
    return names;
}

bool looksUp(const QString &text, const QString &name)
{
    const Result<std::vector<TemplateTag>> tags = templateTags(text);
    return tags && std::any_of(tags->begin(), tags->end(),
                               [&name](const TemplateTag &tag) { return tag.name == name; });
}

} // namespace weir
