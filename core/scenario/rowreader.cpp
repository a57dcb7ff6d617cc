// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/rowreader.h"

#include "base/jsonpointer.h"

#include <QFileInfo>

#include <simdjson.h>

namespace weir {

namespace {

/// The first byte that is no blank; 0 where there is none.
Result<char> firstSign(TextInput text)
{
    while (true) {
        const Result<QByteArray> piece = text.next();
        if (!piece)
            return piece.error();
        const QByteArray rest = piece->trimmed();
        if (!rest.isEmpty() || piece->isEmpty())
            return rest.isEmpty() ? '\0' : rest.front();
    }
}

/// What the name says of the content, packing aside: "csv", "jsonl", ...
QString suffixOf(const QString &path)
{
    QString name = QFileInfo(path).fileName().toLower();
    for (const QStringView packed : {u".gz", u".zst"}) {
        if (name.endsWith(packed))
            name.chop(packed.size());
    }
    return QFileInfo(name).suffix();
}

bool isJsonName(const QString &suffix)
{
    return suffix == u"jsonl" || suffix == u"ndjson" || suffix == u"json";
}

/// Of files that hold no text, whatever their first bytes.
bool isNoText(const QString &suffix)
{
    static const QStringList suffixes{
        QStringLiteral("parquet"), QStringLiteral("arrow"),   QStringLiteral("feather"),
        QStringLiteral("orc"),     QStringLiteral("avro"),    QStringLiteral("xlsx"),
        QStringLiteral("xls"),     QStringLiteral("ods"),     QStringLiteral("db"),
        QStringLiteral("sqlite"),  QStringLiteral("sqlite3"), QStringLiteral("duckdb"),
        QStringLiteral("npy"),     QStringLiteral("npz"),     QStringLiteral("pkl"),
        QStringLiteral("pickle"),  QStringLiteral("h5"),      QStringLiteral("hdf5"),
        QStringLiteral("pdf"),     QStringLiteral("docx"),    QStringLiteral("zip"),
        QStringLiteral("tar"),     QStringLiteral("7z"),      QStringLiteral("xz"),
        QStringLiteral("bz2"),     QStringLiteral("lz4"),     QStringLiteral("br")};
    return suffixes.contains(suffix);
}

Error noText(const QString &path, const QString &suffix)
{
    return {Message(WEIR_TEXT("data.no_text", "Rows can't be read from a .%1 file"), suffix),
            Message::verbatim(path),
            suffix == u"parquet"
                ? WEIR_TEXT("data.convert_parquet",
                            "Make JSON lines of it first: duckdb -c \"COPY 'FILE.parquet' TO 'FILE.jsonl'\", "
                            "or pandas.read_parquet(...).to_json(..., orient='records', lines=True).")
                : WEIR_TEXT("data.convert", "Unpack it, or save it as JSON lines or CSV first.")};
}

Error faultIn(const LineReader &lines, const JsonFault &fault)
{
    const Message what(WEIR_TEXT("data.line_not_json", "The line is not a JSON object: %1"), fault.what);
    const Message advice = WEIR_TEXT("data.one_object_a_line",
                                     "Every line is one JSON object, like {\"prompt\": \"...\"}, or the file "
                                     "is one list [ ] of objects.");
    return fault.offset ? lines.errorAt(*fault.offset, what, advice) : lines.errorHere(what, advice);
}

Error faultIn(const JsonListReader &list, const JsonFault &fault)
{
    return list.errorAt(
        fault.offset,
        Message(WEIR_TEXT("data.element_not_json", "The row is not a JSON object: %1"), fault.what),
        WEIR_TEXT("data.list_of_objects", "The list holds objects, like {\"prompt\": \"...\"}."));
}

} // namespace

Result<RowReader> RowReader::open(const QString &path, const RowLimits &limits, const QString &rows)
{
    const TextInput text(path, limits.fileBytes);
    const Result<char> first = firstSign(text);
    if (!first)
        return first.error();
    const QString suffix = suffixOf(path);
    if (isNoText(suffix))
        return noText(path, suffix);
    const bool isNamedCsv = suffix == u"csv" || suffix == u"tsv";
    const bool isNamedText = suffix == u"txt" || suffix == u"text";
    if (*first == '<' && !isNamedCsv && !isNamedText && !isJsonName(suffix))
        return RowReader(XmlRowReader(text, limits.rowBytes, rows));
    if (*first == '[' || (*first == '{' && !rows.isEmpty()))
        return RowReader(JsonListReader(text, limits.rowBytes, pointerSteps(rows).value_or(QStringList())));
    if (*first == '{' || *first == '\0' || isJsonName(suffix))
        return RowReader(LineReader(text, limits.rowBytes));
    if (isNamedText) {
        RowReader lines(LineReader(text, limits.rowBytes));
        lines.m_isText = true;
        return lines;
    }
    RowReader reader(CsvReader(text, limits.rowBytes));
    if (const Result<void> named = reader.readNames(isNamedCsv); !named)
        return named.error();
    return reader;
}

Result<void> RowReader::readNames(bool isNamedCsv)
{
    CsvReader &csv = std::get<CsvReader>(m_source);
    const Result<std::optional<QList<QByteArray>>> names = csv.next();
    if (!names)
        return names.error();
    for (const QByteArray &name : names->value_or(QList<QByteArray>()))
        m_names.append(QString::fromUtf8(name).trimmed());
    if (!isNamedCsv && !csv.separator())
        return errorHere(WEIR_TEXT("data.unknown_form", "This is neither JSON nor CSV"),
                         WEIR_TEXT("data.known_forms",
                                   "Data are JSON lines, a JSON list of objects, or CSV whose first "
                                   "line names the fields; name a file with one field .csv."));
    for (qsizetype i = 0; i < m_names.size(); ++i) {
        if (!m_names[i].isEmpty() && m_names.indexOf(m_names[i]) < i)
            return errorHere(
                Message(WEIR_TEXT("csv.name_twice", "Two fields have the name \"%1\""), m_names[i]),
                WEIR_TEXT("csv.rename_field", "Rename one of them."));
    }
    return {};
}

Result<std::optional<QJsonObject>> RowReader::nextRecord(CsvReader &csv)
{
    const Result<std::optional<QList<QByteArray>>> fields = csv.next();
    if (!fields)
        return fields.error();
    if (!*fields)
        return std::optional<QJsonObject>();
    m_rowBytes = csv.recordBytes();
    m_canGoOn = true;
    if ((*fields)->size() != m_names.size())
        return errorHere(
            Message(WEIR_TEXT("csv.field_count", "The row has %1 fields, the first line names %2"),
                    (*fields)->size(), m_names.size()),
            WEIR_TEXT("csv.quote_fields", "Put fields that have a separator or a line break in quotes."));
    QJsonObject row;
    for (qsizetype i = 0; i < m_names.size(); ++i) {
        if (!m_names[i].isEmpty()) // an index, or separators at the end of each line: nobody can ask for them
            row.insert(m_names[i], QString::fromUtf8((*fields)->at(i)));
    }
    return std::optional(row);
}

template <typename Reader>
Result<std::optional<QByteArray>> RowReader::textOfNext(Reader &reader)
{
    Result<std::optional<QByteArray>> text = reader.next();
    if (text && *text) {
        m_rowBytes = (*text)->size();
        m_canGoOn = true;
    }
    return text;
}

template <typename Reader>
Result<std::optional<QJsonObject>> RowReader::nextJson(Reader &reader)
{
    const Result<std::optional<QByteArray>> text = textOfNext(reader);
    if (!text)
        return text.error();
    if (!*text)
        return std::optional<QJsonObject>();
    QJsonObject row;
    if (const std::optional<JsonFault> fault = m_parser.parse(**text, row))
        return faultIn(reader, *fault);
    return std::optional(row);
}

Result<std::optional<QJsonObject>> RowReader::nextText(LineReader &lines)
{
    const Result<std::optional<QByteArray>> text = textOfNext(lines);
    if (!text)
        return text.error();
    if (!*text)
        return std::optional<QJsonObject>();
    if (!simdjson::validate_utf8((*text)->constData(), static_cast<std::size_t>((*text)->size())))
        return lines.errorHere(WEIR_TEXT("data.line_not_utf8", "The line is not UTF-8"),
                               Message(WEIR_TEXT("text.save_as_utf8", "Save it as UTF-8.")));
    return std::optional(QJsonObject{{QStringLiteral("prompt"), QString::fromUtf8(**text)}});
}

Result<std::optional<QJsonObject>> RowReader::nextElement(XmlRowReader &xml)
{
    Result<std::optional<QJsonObject>> row = xml.next();
    m_canGoOn = xml.canGoOn();
    m_rowBytes = xml.rowBytes();
    return row;
}

Result<std::optional<QJsonObject>> RowReader::next()
{
    m_canGoOn = false;
    if (CsvReader *csv = std::get_if<CsvReader>(&m_source))
        return nextRecord(*csv);
    if (JsonListReader *list = std::get_if<JsonListReader>(&m_source))
        return nextJson(*list);
    if (XmlRowReader *xml = std::get_if<XmlRowReader>(&m_source))
        return nextElement(*xml);
    LineReader &lines = std::get<LineReader>(m_source);
    return m_isText ? nextText(lines) : nextJson(lines);
}

Error RowReader::errorHere(const Message &what, const Message &advice) const
{
    if (const CsvReader *csv = std::get_if<CsvReader>(&m_source))
        return csv->errorHere(what, advice);
    if (const JsonListReader *list = std::get_if<JsonListReader>(&m_source))
        return list->errorAt(std::nullopt, what, advice);
    if (const XmlRowReader *xml = std::get_if<XmlRowReader>(&m_source))
        return xml->errorHere(what, advice);
    return std::get<LineReader>(m_source).errorHere(what, advice);
}

} // namespace weir
