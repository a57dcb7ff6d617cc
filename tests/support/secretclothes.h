// SPDX-License-Identifier: GPL-3.0-or-later
// The forms in which services give a key back.
#pragma once

#include <QByteArray>

#include <functional>
#include <vector>

namespace weir::test {

struct Clothes
{
    const char *name;
    QByteArray text;
};

/// `key` in each of those that services use.
std::vector<Clothes> clothesOf(const QByteArray &key);

/// A way to dress any text.
struct Dressing
{
    const char *name;
    std::function<QByteArray(const QByteArray &)> dress;
    bool losesCase = false; ///< What is dressed in another's digits can't be read behind it.
    bool needsCase = false;
    bool isBinary = false;  ///< Bytes that are no text: in no other dressing.
    bool isOfLines = false; ///< In a frame each: what breaks those once more is not looked for.
    bool isInGroups = false;
};

/// Those and rarer ones.
std::vector<Dressing> dressings();

/// What `text` still tells of `key`, which it held in the form `form`: six bytes in a row, in any case of
/// letters, or as much of the form. Empty: nothing.
QByteArray remainsOf(const QByteArray &key, const QByteArray &form, const QByteArray &text);

} // namespace weir::test
