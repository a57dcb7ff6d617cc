// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps resolved secrets out of every text that could be printed, saved or exported.
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QString>

#include <memory>
#include <vector>

namespace weir {

class SecretForms;

/// Replaces every occurrence of known secret values by "[redacted]", whatever a service has made of them.
/// `SecretForms` knows what a secret looks like: in any case of letters; turned round or rotated by 13; as
/// hexadecimal or decimal codes; inside Base64, Base64url, Base32 or Base85 of a longer text ("Bearer KEY"),
/// in UTF-16, too; broken up by blanks, line ends or marks. `forEachReading()` takes off what that is wrapped
/// in: the escapes of JSON, C, HTML and URLs, one inside another, letters of other widths, quoted-printable,
/// tags, the frames and ends of lines, the columns of a dump, and once more any of the packings. So any two
/// of these are found together, and most threes. The beginning of a secret goes, too, where the text ends in
/// it.
///
/// How short a secret may be: below 4 bytes it is ignored, since it would redact half of every text. Of 4 to
/// 7 bytes it may be an ordinary word ("test"): it goes where it stands as a word of its own in its own
/// letters, escaped or not, and as hexadecimal codes or Base64. From 8 on everything goes; letters that marks
/// part in groups from 8 letters on.
///
/// Reading a text costs some 300 nanoseconds a byte, of pages of many lines and tags 1,200, and above 4 KiB
/// 100 to 500: for texts that are kept, not for what is only measured.
///
/// A value, as cheap to copy as a pointer; copy it to where texts are made. One object is written by one
/// thread, and read by any number once nobody writes.
class Redactor
{
public:
    /// Bytes [from, to) of a text.
    struct Range
    {
        qsizetype from = 0;
        qsizetype to = 0;
        friend bool operator==(const Range &, const Range &) = default;
    };

    /// Adds a secret's value.
    void add(const QByteArray &secret);
    /// `text` with every secret replaced.
    [[nodiscard]] QByteArray redacted(const QByteArray &text) const;
    [[nodiscard]] QString redactedWords(const QString &text) const;
    /// The same for at most the first `limit` bytes: what a secret that the limit cuts in two would leave
    /// goes too.
    [[nodiscard]] QByteArray redactedHead(QByteArrayView text, qsizetype limit) const;
    /// Where secrets stand in a whole text, in order and apart from each other.
    [[nodiscard]] std::vector<Range> secretsIn(QByteArrayView text) const;
    [[nodiscard]] bool isEmpty() const { return m_forms == nullptr; }
    /// A redactor that knows `secrets`, too. As cheap as a copy when there are none.
    [[nodiscard]] Redactor with(const QByteArrayList &secrets) const;
    /// One for the texts of one thread, that knows what the last of them held: a service that fails many
    /// requests says the same each time. Its copies share what they know, until a secret is added.
    [[nodiscard]] Redactor remembering() const;

private:
    class Memory;
    /// `isCut`: its end may be that of a secret of which there was more.
    [[nodiscard]] std::vector<Range> found(QByteArrayView text, bool isCut) const;

    std::shared_ptr<const SecretForms> m_forms; ///< Null: no secret is known.
    std::shared_ptr<Memory> m_memory;           ///< Null: nothing is remembered.
};

} // namespace weir
