// SPDX-License-Identifier: GPL-3.0-or-later
// Asks how large a picture shall be and in which colours.
#pragma once

#include "charts/chartexport.h"

#include <QDialog>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QSpinBox;

namespace weir {

class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    enum class Kind
    {
        Png,
        Svg, ///< Needs no scale.
        Page ///< A page as it stands on the screen: the scale alone can be chosen.
    };

    /// `screen`: the theme in the window; offered beside print. `size`: proposed.
    ExportDialog(const Theme &screen, QSize size, Kind kind, QWidget *parent = nullptr);

    /// What was chosen; always within the limits of ChartPicture.
    [[nodiscard]] ChartPicture picture() const;

private:
    void showPixels();

    Theme m_screen;
    // Owned by the dialog as their parent.
    QSpinBox *m_width;
    QSpinBox *m_height;
    QDoubleSpinBox *m_scale;
    QComboBox *m_theme;
    QLabel *m_pixels;
};

} // namespace weir
