// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of CSV as RFC 4180 defines them.
#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <optional>

namespace weir {

/// One record in UTF-8, ended by CRLF (RFC 4180, section 2). A field with a comma, a quote, CR or LF, or with
/// a space at either end is quoted, and quotes in it are doubled. A field that a spreadsheet would run as a
/// formula (it begins with = + - @, TAB or CR and is no number) gets an apostrophe in front. A record of one
/// empty field is written as "" so that it is not an empty line.
QByteArray csvLine(const QStringList &fields);

/// The fields of one record without its line end; quotes are taken off and doubled ones halved. Nothing when
/// a quoted field does not end, or goes on after its closing quote.
std::optional<QList<QByteArray>> csvFields(QByteArrayView line, char separator = ',');

/// A number that reads back to exactly the same double ("0.1", "12.5", "1e+300"); empty for NaN and
/// infinities, which have no form that every CSV reader takes.
QString csvNumber(double value);

} // namespace weir
