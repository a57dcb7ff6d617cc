// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redaction.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

#include <algorithm>

namespace weir {

namespace {

QByteArray jsonEscaped(const QByteArray &value)
{
    const QByteArray array =
        QJsonDocument(QJsonArray{QString::fromUtf8(value)}).toJson(QJsonDocument::Compact);
    return array.sliced(2, array.size() - 4); // between [" and "]
}

} // namespace

void Redactor::add(const QByteArray &secret)
{
    constexpr qsizetype shortest = 4;
    if (secret.size() < shortest)
        return;
    for (const QByteArray &form : {secret, jsonEscaped(secret),
                                   QUrl::toPercentEncoding(QString::fromUtf8(secret)), secret.toBase64()}) {
        if (!m_secrets.contains(form))
            m_secrets.append(form);
    }
    std::sort(m_secrets.begin(), m_secrets.end(),
              [](const QByteArray &a, const QByteArray &b) { return a.size() > b.size(); });
}

Redactor Redactor::with(const QByteArrayList &secrets) const
{
    Redactor more = *this;
    for (const QByteArray &secret : secrets)
        more.add(secret);
    return more;
}

QByteArray Redactor::redacted(QByteArray text) const
{
    for (const QByteArray &secret : m_secrets)
        text.replace(secret, "[redacted]");
    return text;
}

QByteArray Redactor::redactedHead(QByteArrayView whole, qsizetype limit) const
{
    QByteArray text = redacted(whole.first(std::min(whole.size(), limit)).toByteArray());
    // At the limit something may have been cut off already before it came here.
    if (whole.size() < limit)
        return text;
    qsizetype rest = 0;
    for (const QByteArray &secret : m_secrets) {
        for (qsizetype size = std::min(secret.size() - 1, text.size()); size > rest; --size) {
            if (text.endsWith(QByteArrayView(secret).first(size)))
                rest = size;
        }
    }
    text.chop(rest);
    return text;
}

} // namespace weir
