// SPDX-License-Identifier: GPL-3.0-or-later
// Where a popup opens: as high as its wrapped text needs, below its button, and inside the screen.
#pragma once

class QWidget;

namespace weir {

/// Gives `popup` the height that it needs at its width. QWidget::adjustSize() reckons wrapped text at the
/// width that the text would like.
void fitHeight(QWidget &popup);

/// Shows `popup` below `anchor`, or above it where the screen ends, with the focus in it. GUI thread.
void showAt(QWidget &popup, const QWidget &anchor);

} // namespace weir
