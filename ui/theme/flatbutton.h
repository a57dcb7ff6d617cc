// SPDX-License-Identifier: GPL-3.0-or-later
// A button of text alone, as rows of actions have it.
#pragma once

#include <QKeySequence>
#include <QString>

class QToolButton;
class QWidget;

namespace weir {

/// `tip` becomes the accessible name too; `key` is only told in the tooltip, whoever obeys it. Owned by
/// `parent`. GUI thread.
QToolButton *makeFlatButton(const QString &text, const QString &tip, QWidget *parent,
                            const QKeySequence &key = {});

} // namespace weir
