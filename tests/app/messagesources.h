// SPDX-License-Identifier: GPL-3.0-or-later
// Every sentence of the sources that is written as WEIR_TEXT(code, english), for the test that walks them.
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace weir {

/// One place of the sources that has a sentence.
struct WrittenMessage
{
    QString place; ///< "core/base/duration.cpp:52"
    QString code;
    QString english;
};

/// All of them below the folders, and what could not be read as one.
struct WrittenMessages
{
    std::vector<WrittenMessage> messages;
    QStringList unreadable; ///< Places where code or sentence is no string literal.
};

/// Those of one file's text; `name` is what places begin with. Comments and the macro's own definition are
/// none.
void collectMessages(const QString &source, const QString &name, WrittenMessages &found);

/// Those of all headers and sources below `folders` of the tree at `root`.
WrittenMessages messagesOfTree(const QString &root, const QStringList &folders);

} // namespace weir
