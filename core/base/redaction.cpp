// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redaction.h"

#include "base/secretforms.h"

#include <QHash>

#include <algorithm>
#include <array>

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

/// What was found in the last texts. Emptied when it is full, so that it costs nothing to look after.
class Redactor::Memory
{
public:
    std::vector<Range> find(const SecretForms &forms, QByteArrayView text, SecretForms::End end)
    {
        QHash<QByteArray, std::vector<Range>> &known = m_known[static_cast<std::size_t>(end)];
        const QByteArray key = QByteArray::fromRawData(text.data(), text.size());
        if (const auto found = known.constFind(key); found != known.constEnd())
            return *found;
        if (m_bytes + text.size() > mostBytes) {
            m_known = {};
            m_bytes = 0;
        }
        std::vector<Range> secrets = forms.find(text, end);
        known.insert(text.toByteArray(), secrets);
        m_bytes += text.size();
        return secrets;
    }

private:
    static constexpr qsizetype mostBytes = qsizetype{256} * 1024;

    std::array<QHash<QByteArray, std::vector<Range>>, 2> m_known; ///< By SecretForms::End.
    qsizetype m_bytes = 0;
};

std::vector<Redactor::Range> Redactor::found(QByteArrayView text, bool isCut) const
{
    const SecretForms::End end = isCut ? SecretForms::End::Cut : SecretForms::End::Whole;
    return m_memory ? m_memory->find(*m_forms, text, end) : m_forms->find(text, end);
}

Redactor Redactor::remembering() const
{
    Redactor copy = *this;
    if (m_forms)
        copy.m_memory = std::make_shared<Memory>();
    return copy;
}

void Redactor::add(const QByteArray &secret)
{
    if (secret.size() < SecretForms::shortest)
        return;
    const std::shared_ptr<SecretForms> more =
        m_forms ? std::make_shared<SecretForms>(*m_forms) : std::make_shared<SecretForms>();
    more->add(secret);
    m_forms = more;
    m_memory.reset(); // of other secrets
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
    return m_forms ? found(text, false) : std::vector<Range>();
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
    std::vector<Range> secrets = found(head, isCut);
    if (!isCut || secrets.empty() || secrets.back().to < head.size())
        return withMarks(head, secrets);
    const Range last = secrets.back();
    secrets.pop_back();
    return withMarks(head.first(last.from), secrets);
}

} // namespace weir
