// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redaction.h"

#include "base/secretforms.h"

#include <algorithm>

namespace weir {

namespace {

constexpr QByteArrayView mark = "[redacted]";

QByteArray withMarks(QByteArrayView text, const std::vector<Redactor::Range> &secrets)
{
    QByteArray clean;
    qsizetype at = 0;
    for (const Redactor::Range &secret : secrets) {
        clean += text.sliced(at, secret.from - at);
        clean += mark;
        at = secret.to;
    }
    clean += text.sliced(at);
    return clean;
}

} // namespace

void Redactor::add(const QByteArray &secret)
{
    if (secret.size() < SecretForms::shortest)
        return;
    const std::shared_ptr<SecretForms> more =
        m_forms ? std::make_shared<SecretForms>(*m_forms) : std::make_shared<SecretForms>();
    more->add(secret);
    m_forms = more;
}

Redactor Redactor::with(const QByteArrayList &secrets) const
{
    Redactor more = *this;
    for (const QByteArray &secret : secrets)
        more.add(secret);
    return more;
}

std::vector<Redactor::Range> Redactor::secretsIn(QByteArrayView text) const
{
    return m_forms ? m_forms->find(text, SecretForms::End::Whole) : std::vector<Range>();
}

QByteArray Redactor::redacted(const QByteArray &text) const
{
    const std::vector<Range> secrets = secretsIn(text);
    return secrets.empty() ? text : withMarks(text, secrets);
}

QString Redactor::redactedWords(const QString &text) const
{
    if (!m_forms || text.size() < SecretForms::shortest)
        return text;
    const QByteArray bytes = text.toUtf8();
    const std::vector<Range> secrets = secretsIn(bytes);
    return secrets.empty() ? text : QString::fromUtf8(withMarks(bytes, secrets));
}

QByteArray Redactor::redactedHead(QByteArrayView whole, qsizetype limit) const
{
    const QByteArrayView head = whole.first(std::min(whole.size(), limit));
    if (!m_forms)
        return head.toByteArray();
    // At the limit something may have been cut off already before it came here.
    const bool isCut = whole.size() >= limit;
    std::vector<Range> secrets = m_forms->find(head, isCut ? SecretForms::End::Cut : SecretForms::End::Whole);
    if (!isCut || secrets.empty() || secrets.back().to < head.size())
        return withMarks(head, secrets);
    const Range last = secrets.back();
    secrets.pop_back();
    return withMarks(head.first(last.from), secrets);
}

} // namespace weir
