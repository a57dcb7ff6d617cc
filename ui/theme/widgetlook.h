// SPDX-License-Identifier: GPL-3.0-or-later
// The looks that a widget opts into, by type: the style sheet selects by dynamic properties, whose names and
// values stand here and there alone.
#pragma once

#include "metrics/summary.h"

class QLabel;
class QWidget;

namespace weir {

enum class TextLook
{
    Plain,
    Title,
    Muted,
    Code,
    Warn,
    Fail,
    Pass,
    Invalid,
};

enum class ButtonLook
{
    Plain,
    Primary,
    Danger,
    Flat,
    Rail,
};

enum class BarLook
{
    Top,
    Rail,
    Status,
};

// GUI thread. A look may change while the widget is shown; it is drawn anew only when the look is another
// one.

/// A surface with border and round corners.
void makeCard(QWidget &widget);
/// A label with a frame of its own, for facts in a bar.
void makeChip(QLabel &label);
void setTextLook(QLabel &label, TextLook look);
void setButtonLook(QWidget &button, ButtonLook look);
void setBarLook(QWidget &bar, BarLook look);
/// Whether an input holds what can't be.
void setInvalidLook(QWidget &input, bool isInvalid);
[[nodiscard]] bool hasInvalidLook(const QWidget &input);

/// The look of a label that tells this verdict.
TextLook textLookOf(Verdict verdict);

} // namespace weir
