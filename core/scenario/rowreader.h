// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a file of rows, whichever form it has: JSON lines, a JSON list of objects, CSV, XML, lines of text.
#pragma once

#include "base/csvreader.h"
#include "base/linereader.h"
#include "scenario/jsonlist.h"
#include "scenario/jsonrow.h"
#include "scenario/xmlrows.h"

#include <QJsonObject>
#include <QStringList>

#include <variant>

namespace weir {

/// Bounds of one file; one beyond them is refused with a message.
struct RowLimits
{
    qint64 fileBytes = qint64{1} << 30; ///< Of its text, unpacked.
    qint64 rowBytes = qint64{16} << 20;
};

/// Rows in the order of the file. Packing and encoding are those of base/textinput.h. The form is told by the
/// first sign: `[` begins a list, `{` the first of a file of lines, `<` XML, unless it is named .csv, .tsv or
/// .txt; else it is lines of text, if it is named .txt, each a row with the field `prompt`; else CSV, if it
/// is named so or its first line has a separator. Names of files that hold no text are refused. CSV's first
/// record names the fields; those without a name are left out, and all values are texts. Every row is read
/// strictly, or ends the reading with an error that has its line. Memory: one row. A copy reads on by itself
/// from the same place. Not thread-safe.
class RowReader
{
public:
    /// Reads as far as the names of CSV. An empty file has no rows. `rows`: DataSource::rows.
    static Result<RowReader> open(const QString &path, const RowLimits &limits = {},
                                  const QString &rows = {});

    /// The next row; nothing at the end.
    Result<std::optional<QJsonObject>> next();

    /// The error that next() gave last is about one row alone, and the next call gives the one behind it.
    [[nodiscard]] bool canGoOn() const { return m_canGoOn; }
    [[nodiscard]] bool isCsv() const { return std::holds_alternative<CsvReader>(m_source); }
    /// CSV: of the fields, in their order; some may be empty.
    [[nodiscard]] const QStringList &names() const { return m_names; }
    /// Bytes of the row that next() gave last, as it stands in the file.
    [[nodiscard]] qint64 rowBytes() const { return m_rowBytes; }
    /// An error about that row (CSV, before the first one: about the names). `where` is "PATH, line N".
    [[nodiscard]] Error errorHere(const Message &what, const Message &advice = {}) const;

private:
    using Source = std::variant<LineReader, JsonListReader, CsvReader, XmlRowReader>;
    explicit RowReader(Source source) : m_source(std::move(source)) {}

    Result<void> readNames(bool isNamedCsv);
    Result<std::optional<QJsonObject>> nextRecord(CsvReader &csv);
    Result<std::optional<QJsonObject>> nextText(LineReader &lines);
    Result<std::optional<QJsonObject>> nextElement(XmlRowReader &xml);
    template <typename Reader>
    Result<std::optional<QByteArray>> textOfNext(Reader &reader);
    template <typename Reader>
    Result<std::optional<QJsonObject>> nextJson(Reader &reader);

    Source m_source;
    JsonRowParser m_parser;
    QStringList m_names;
    qint64 m_rowBytes = 0;
    bool m_isText = false; ///< Lines that are prompts as they stand.
    bool m_canGoOn = false;
};

} // namespace weir
