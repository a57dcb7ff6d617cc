// SPDX-License-Identifier: GPL-3.0-or-later
// The forms in which services give a key back.
#pragma once

#include <QByteArray>

#include <vector>

namespace weir::test {

struct Clothes
{
    const char *name;
    QByteArray text;
};

/// `key` in each of them.
std::vector<Clothes> clothesOf(const QByteArray &key);

/// What `text` still tells of `key`, which it held in the form `form`: six bytes in a row, in any case of
/// letters, or as much of the form. Empty: nothing.
QByteArray remainsOf(const QByteArray &key, const QByteArray &form, const QByteArray &text);

} // namespace weir::test
