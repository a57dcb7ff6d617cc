// SPDX-License-Identifier: GPL-3.0-or-later
// What a secret looks like in a text, and where it stands in one.
#pragma once

#include "base/mappedtext.h"
#include "base/redaction.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace weir {

/// The forms of all secrets of a redactor. Immutable once shared.
class SecretForms
{
public:
    static constexpr qsizetype shortest = 4; ///< Bytes of a secret that is looked for.

    void add(const QByteArray &secret);

    enum class End
    {
        Whole, ///< The text ends where it ends: most of a secret at its end goes.
        Cut,   ///< It was cut there: the beginning of a secret goes from a few bytes on.
    };
    /// In order, apart from each other.
    [[nodiscard]] std::vector<Redactor::Range> find(QByteArrayView text, End end) const;

private:
    enum class In : quint8
    {
        Text,     ///< As it stands, and with escapes taken off.
        Squeezed, ///< In letters and digits alone.
    };
    struct Form
    {
        QByteArray bytes; ///< At least `shortest`.
        In in = In::Text;
        bool isExact = false;  ///< In its own letters, as a word of its own.
        bool isInside = false; ///< Digits of a longer number to another base: its neighbours hold bits of it.
        qsizetype piece = 0;   ///< So many of its first bytes are as bad as all; 0: only all are.
    };
    struct Start
    {
        std::uint16_t hash = 0;
        std::uint32_t form = 0;
    };
    using Forms = std::vector<Form>;

    void addForm(const Form &form);
    /// Turned round and rotated, too.
    void addForms(const Form &form);
    void addPieces(const QByteArray &secret);
    void addInOtherBases(const QByteArray &secret, bool isLong);
    /// Bytes of a text, both included.
    struct Hit
    {
        qsizetype first = 0;
        qsizetype last = 0;
        bool isWhole = true; ///< False: the text ends in the beginning of a form.
    };
    static std::optional<Hit> hitAt(QByteArrayView text, qsizetype at, const Form &form, End end);
    void tryForms(QByteArrayView text, qsizetype at, std::uint16_t hash, In in, End end,
                  std::vector<Hit> &hits) const;
    [[nodiscard]] std::vector<Hit> hitsIn(QByteArrayView text, End end) const;
    /// Where the secrets that `reading` holds stand in its source; without places whether it holds any.
    void take(const MappedText &reading, qsizetype sourceSize, End end,
              std::vector<Redactor::Range> &found) const;

    QByteArrayList m_secrets;
    Forms m_forms;
    std::vector<Start> m_starts;               ///< Of the first four bytes of each form; sorted.
    std::array<std::uint64_t, 1024> m_known{}; ///< A bit for each hash in m_starts.
};

} // namespace weir
