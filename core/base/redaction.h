// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps resolved secrets out of every text that could be printed, saved or exported.
#pragma once

#include <QByteArray>
#include <QByteArrayList>

namespace weir {

/// Replaces every occurrence of known secret values by "[redacted]". A value, as cheap to copy as a pointer;
/// copy it to where texts are made. One object is written by one thread, and read by any number once nobody
/// writes.
class Redactor
{
public:
    /// Adds a secret's value. Values shorter than 4 bytes are ignored: they would redact half of the text.
    void add(const QByteArray &secret);
    /// `text` with every secret replaced, also where it stands JSON-escaped or percent-encoded.
    [[nodiscard]] QByteArray redacted(QByteArray text) const;
    /// The same for at most the first `limit` bytes: what a secret that the limit cuts in two would leave
    /// goes too.
    [[nodiscard]] QByteArray redactedHead(QByteArrayView text, qsizetype limit) const;
    [[nodiscard]] bool isEmpty() const { return m_secrets.isEmpty(); }
    /// A redactor that knows `secrets`, too. As cheap as a copy when there are none.
    [[nodiscard]] Redactor with(const QByteArrayList &secrets) const;

private:
    QByteArrayList m_secrets; ///< Longest first, so that one secret inside another leaves no tail.
};

} // namespace weir
