// SPDX-License-Identifier: GPL-3.0-or-later
// Streams that presets can describe beyond JSON behind "data:". In a file of their own, since moc loses its
// way among their quotes.
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QStringList>

#include <vector>

namespace weir::test {

struct LanguageStream
{
    const char *name;
    QByteArray stream; ///< The keys of the preset's `stream`,
    QByteArray top;    ///< ... and those beside it.
    QByteArray type;
    QByteArray bytes;
    QStringList events; ///< What tst_presetlanguage says of those that tell something.
    QString outcome;
};
const std::vector<LanguageStream> &languageStreams();

/// A message of Amazon's event stream with the headers in pairs.
QByteArray awsMessage(const QByteArrayList &headers, const QByteArray &payload, bool rightSums = true);
QByteArray awsEvent(const QByteArray &name, const QByteArray &payload);

/// Rules for Bedrock's messages, and what stands beside them; their content type.
extern const QByteArray bedrock;
extern const QByteArray bedrockTop;
extern const QByteArray awsType;

} // namespace weir::test
