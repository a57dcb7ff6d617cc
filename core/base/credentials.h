// SPDX-License-Identifier: GPL-3.0-or-later
// What carries credentials: names of headers and query items, forms of keys, parts of URLs. The one list, for
// all who check, show or save.
#pragma once

#include <QString>
#include <QUrl>

namespace weir {

/// What stands where a credential stood.
inline constexpr QStringView redactedText = u"[redacted]";

/// True for a header whose value is a credential whatever it holds: `Authorization`, `Cookie`, and names
/// whose last word says so (`X-Api-Key`, `X-Auth-Token`, `Ocp-Apim-Subscription-Key`). In any case of
/// letters.
bool isCredentialHeader(QStringView name);

/// The same for an item of a URL's query: the names of headers, and those that only URLs have (`code`,
/// `sig`).
bool isCredentialQueryItem(QStringView name);

/// True for a text that has the form of a well-known kind of key or token, or of an `Authorization` header's
/// value.
bool looksLikeKey(const QString &value);

/// `text` with "[redacted]" in the place of each well-known kind of key or token in it.
QString withoutKeys(QString text);

/// True when a header's value seems to be a secret itself, by the header's name or by its own form. Empty
/// values never are, and those with a reference ("Bearer env:KEY") or a template's tag only by what stands
/// beside it.
bool looksLikeSecret(const QString &headerName, const QString &value);

/// True when a URL holds a password, a token in the place of its user, or a credential in its query.
/// References and "[redacted]" are none.
bool holdsCredentials(const QUrl &url);

/// The URL with each of those replaced by "[redacted]"; as it is when it holds none.
QUrl withoutCredentials(const QUrl &url);

} // namespace weir
