// SPDX-License-Identifier: GPL-3.0-or-later
// The buttons and texts that all dialogs are made of.
#pragma once

#include "theme/widgetlook.h"

class QLabel;
class QPushButton;
class QString;

namespace weir {

// GUI thread. What is made has no parent yet; the layout that it is put into gives it one.

/// A button that Enter does not press unless it has the focus.
QPushButton *dialogButton(const QString &text, const QString &tip);
/// An empty text that wraps; what is put into it is shown as it is, never read as HTML.
QLabel *dialogText(TextLook look);

} // namespace weir
