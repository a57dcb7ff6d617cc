// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of an XML document: the elements that repeat.
#pragma once

#include "base/textinput.h"

#include <QJsonObject>
#include <QStringList>
#include <QXmlStreamReader>

#include <memory>
#include <optional>

namespace weir {

/// An element is a row: its attributes and the elements in it are its members, those of one name a list, and
/// all values are texts; elements that have others in them, or attributes, are objects, whose own text is
/// `text`. A row that is a text alone has one member, by the element's name. Names are without their
/// namespaces' prefixes. Entities that the document declares itself are refused, as is nesting beyond 100.
/// Memory: one row. A copy reads on by itself from the same place. Not thread-safe.
class XmlRowReader
{
public:
    /// `rows`: the names down to the elements that are rows, "/data/row". Empty: the outermost elements of
    /// which one follows another of its name in the document's first 4 MiB; where none does, the only one in
    /// the root that has others in it, or else the root.
    XmlRowReader(TextInput input, qint64 mostBytes, const QString &rows);
    XmlRowReader(const XmlRowReader &other);
    XmlRowReader(XmlRowReader &&other) noexcept = default;
    XmlRowReader &operator=(const XmlRowReader &other);
    XmlRowReader &operator=(XmlRowReader &&other) noexcept = default;
    ~XmlRowReader() = default;

    /// The next row; nothing at the end. Errors: those of TextInput, what is no XML, a row that is too long
    /// or has two members of one name that are no list.
    Result<std::optional<QJsonObject>> next();
    /// The error that next() gave last is about one row alone.
    [[nodiscard]] bool canGoOn() const { return m_canGoOn; }
    /// Characters of the row given last, about.
    [[nodiscard]] qint64 rowBytes() const { return m_rowBytes; }
    /// At the line where that row begins.
    [[nodiscard]] Error errorHere(const Message &what, const Message &advice) const;

private:
    struct Document;

    Result<void> findRows();
    Result<std::optional<QJsonObject>> nextRow();
    Result<QJsonValue> element(int depth);
    Result<QXmlStreamReader::TokenType> token();
    [[nodiscard]] Error notXml() const;

    TextInput m_start; ///< Never read: copies of it are.
    qint64 m_mostBytes;
    QStringList m_path;                   ///< Empty: to be found out.
    std::shared_ptr<Document> m_document; ///< Null until it is needed.
    quint64 m_given = 0;                  ///< Rows, those with a fault too.
    qint64 m_line = 1;                    ///< Where the row given last begins.
    qint64 m_begin = 0;
    qint64 m_rowBytes = 0;
    Message m_fault; ///< Of the row that is being read.
    bool m_canGoOn = false;
};

} // namespace weir
