// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/xmlrows.h"

#include "base/units.h"

#include <QJsonArray>
#include <QStringDecoder>

#include <algorithm>
#include <vector>

namespace weir {

namespace {

constexpr int deepest = 100;
constexpr qint64 lookedAt = qint64{4} << 20;

/// Adds to what is there: the second of one name makes a list.
void add(QJsonObject &members, const QString &name, const QJsonValue &value)
{
    const QJsonValue before = members.value(name);
    if (before.isUndefined()) {
        members.insert(name, value);
    } else {
        QJsonArray list = before.isArray() ? before.toArray() : QJsonArray{before};
        list.append(value);
        members.insert(name, list);
    }
}

} // namespace

/// The text as it is fed to the parser, and where in it the parser is.
struct XmlRowReader::Document
{
    explicit Document(const TextInput &start) : input(start) {}

    /// False at the end of the text.
    Result<bool> feed()
    {
        const Result<QByteArray> piece = input.next();
        if (!piece)
            return piece.error();
        // As text: what the document says of its encoding held for its bytes in the file, which are UTF-8
        // now.
        xml.addData(decode(*piece));
        if (decode.hasError())
            return Error{WEIR_TEXT("xml.not_utf8", "The text is not UTF-8"),
                         Message(WEIR_TEXT("file.line", "%1, line %2"), input.path(), xml.lineNumber()),
                         Message(WEIR_TEXT("text.save_as_utf8", "Save it as UTF-8."))};
        return !piece->isEmpty();
    }

    TextInput input;
    QStringDecoder decode{QStringDecoder::Utf8};
    QXmlStreamReader xml;
    QStringList open; ///< Names of the elements around the parser's place.
};

XmlRowReader::XmlRowReader(TextInput input, qint64 mostBytes, const QString &rows)
    : m_start(std::move(input)), m_mostBytes(mostBytes), m_path(rows.split(u'/', Qt::SkipEmptyParts))
{
}

XmlRowReader::XmlRowReader(const XmlRowReader &other)
    : m_start(other.m_start)
    , m_mostBytes(other.m_mostBytes)
    , m_path(other.m_path)
    , m_given(other.m_given)
    , m_line(other.m_line)
    , m_rowBytes(other.m_rowBytes)
    , m_canGoOn(other.m_canGoOn)
{
}

XmlRowReader &XmlRowReader::operator=(const XmlRowReader &other)
{
    *this = XmlRowReader(other);
    return *this;
}

Error XmlRowReader::errorHere(const Message &what, const Message &advice) const
{
    return {what, Message(WEIR_TEXT("file.line", "%1, line %2"), m_start.path(), m_line), advice};
}

Error XmlRowReader::notXml() const
{
    const QXmlStreamReader &xml = m_document->xml;
    return {Message(WEIR_TEXT("xml.broken", "This is no XML, or it is broken: %1"),
                    Message::verbatim(xml.errorString())),
            Message(WEIR_TEXT("file.line_and_column", "%1, line %2, column %3"), m_start.path(),
                    xml.lineNumber(), xml.columnNumber() + 1),
            WEIR_TEXT("xml.look_for_end", "Look whether an element is not closed, or fetch the file again.")};
}

/// The next thing in the document; `open` holds the names around it, an element's own too.
Result<QXmlStreamReader::TokenType> XmlRowReader::token()
{
    QXmlStreamReader &xml = m_document->xml;
    if (xml.isEndElement())
        m_document->open.removeLast();
    QXmlStreamReader::TokenType type = xml.readNext();
    while (type == QXmlStreamReader::Invalid &&
           xml.error() == QXmlStreamReader::PrematureEndOfDocumentError) {
        if (m_begin > 0 && xml.characterOffset() - m_begin > m_mostBytes)
            return errorHere(
                Message(WEIR_TEXT("data.element_too_long", "The row that begins here is longer than %1"),
                        formatBytes(static_cast<quint64>(m_mostBytes))),
                WEIR_TEXT("xml.close_or_choose",
                          "Look whether an element in it is not closed, or name the elements that "
                          "are rows in `rows`."));
        const Result<bool> fed = m_document->feed();
        if (!fed)
            return fed.error();
        if (!*fed)
            return notXml();
        type = xml.readNext();
    }
    if (type == QXmlStreamReader::Invalid)
        return notXml();
    if (type == QXmlStreamReader::DTD && !xml.entityDeclarations().isEmpty())
        return Error{WEIR_TEXT("xml.entities", "The document declares entities of its own"),
                     Message(WEIR_TEXT("file.line", "%1, line %2"), m_start.path(), xml.lineNumber()),
                     WEIR_TEXT("xml.write_out",
                               "Write out what they stand for: a few lines of them could fill "
                               "the memory.")};
    if (type == QXmlStreamReader::StartElement) {
        m_document->open.append(xml.name().toString());
        if (m_document->open.size() > deepest)
            return Error{
                Message(WEIR_TEXT("xml.too_deep", "More than %1 elements stand in each other"), deepest),
                Message(WEIR_TEXT("file.line", "%1, line %2"), m_start.path(), xml.lineNumber()),
                WEIR_TEXT("xml.flatten", "Rows of XML are flat, or nearly so.")};
    }
    return type;
}

/// Looks through the document's begin with a reader of its own.
Result<void> XmlRowReader::findRows()
{
    XmlRowReader scout(m_start, lookedAt, {});
    scout.m_document = std::make_shared<Document>(m_start);
    const QStringList &open = scout.m_document->open;
    std::vector<QStringList> before; ///< By depth: names of the elements that were there in the open one.
    QStringList found;
    QStringList inner; ///< The only element in the root that has others in it.
    while (scout.m_document->xml.characterOffset() < lookedAt) {
        const Result<QXmlStreamReader::TokenType> type = scout.token();
        if (!type || *type == QXmlStreamReader::EndDocument)
            break; // what is broken is told when it is reached
        if (*type != QXmlStreamReader::StartElement)
            continue;
        const std::size_t depth = static_cast<std::size_t>(open.size());
        before.resize(depth + 1);
        before.back().clear();
        const bool isSecond = before[depth - 1].contains(open.back());
        before[depth - 1].append(open.back());
        if (isSecond && (found.isEmpty() || open.size() < found.size()))
            found = open;
        if (depth == 2 && inner.isEmpty() && !scout.m_document->xml.attributes().isEmpty())
            inner = open;
        if (depth == 3 && inner.isEmpty())
            inner = open.first(2);
        if (!found.isEmpty() && found.size() == 2)
            break; // there is nothing further out
    }
    const bool isOnlyOne = before.size() > 1 && before[1].size() == 1;
    if (!found.isEmpty())
        m_path = found;
    else if (isOnlyOne && !inner.isEmpty())
        m_path = inner;
    else if (!before.empty() && !before[0].isEmpty())
        m_path = before[0].first(1);
    return {};
}

/// The element at whose start the parser is, to its end.
Result<QJsonValue> XmlRowReader::element(int depth)
{
    QXmlStreamReader &xml = m_document->xml;
    QJsonObject members;
    QString text;
    const QXmlStreamAttributes attributes = xml.attributes();
    for (const QXmlStreamAttribute &attribute : attributes)
        members.insert(attribute.name().toString(), attribute.value().toString());
    while (true) {
        const Result<QXmlStreamReader::TokenType> type = token();
        if (!type)
            return type.error();
        if (*type == QXmlStreamReader::EndElement)
            break;
        if (*type == QXmlStreamReader::StartElement) {
            const QString name = xml.name().toString();
            if (attributes.hasAttribute(name))
                m_fault = Message(
                    WEIR_TEXT("xml.attribute_twice", "An attribute and an element have the name \"%1\""),
                    name);
            const Result<QJsonValue> value = element(depth + 1);
            if (!value)
                return value;
            add(members, name, *value);
        } else if (*type == QXmlStreamReader::Characters) {
            text += xml.text();
            if (text.size() > m_mostBytes)
                return errorHere(
                    Message(WEIR_TEXT("data.element_too_long", "The row that begins here is longer than %1"),
                            formatBytes(static_cast<quint64>(m_mostBytes))),
                    WEIR_TEXT("data.look_for_end", "Look whether a quote or a bracket in it is not closed."));
        }
    }
    if (members.isEmpty() && depth > 0)
        return QJsonValue(text);
    if (!text.trimmed().isEmpty())
        add(members, depth == 0 && members.isEmpty() ? xml.name().toString() : QStringLiteral("text"), text);
    return QJsonValue(members);
}

Result<std::optional<QJsonObject>> XmlRowReader::nextRow()
{
    m_begin = 0;
    while (true) {
        const Result<QXmlStreamReader::TokenType> type = token();
        if (!type)
            return type.error();
        if (*type == QXmlStreamReader::EndDocument)
            return std::optional<QJsonObject>();
        if (*type != QXmlStreamReader::StartElement || m_document->open != m_path)
            continue;
        m_line = m_document->xml.lineNumber();
        m_begin = std::max<qint64>(m_document->xml.characterOffset(), 1);
        m_fault = {};
        const Result<QJsonValue> row = element(0);
        m_rowBytes = m_document->xml.characterOffset() - m_begin;
        if (!row)
            return row.error();
        return std::optional(row->toObject());
    }
}

Result<std::optional<QJsonObject>> XmlRowReader::next()
{
    m_canGoOn = false;
    if (m_path.isEmpty()) {
        if (const Result<void> found = findRows(); !found)
            return found.error();
    }
    if (!m_document) {
        m_document = std::make_shared<Document>(m_start);
        for (quint64 i = 0; i < m_given; ++i) {
            if (const Result<std::optional<QJsonObject>> again = nextRow(); !again)
                return again;
        }
    }
    Result<std::optional<QJsonObject>> row = nextRow();
    if (!row || !*row)
        return row;
    ++m_given;
    m_canGoOn = !m_fault.isEmpty();
    if (m_canGoOn)
        return errorHere(m_fault, WEIR_TEXT("xml.rename", "Rename one of them."));
    return row;
}

} // namespace weir
