// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/exportdialog.h"

#include "base/units.h"
#include "theme/widgetlook.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

namespace weir {

namespace {

QSpinBox *pixelBox(int value, const QString &name, const QString &tip)
{
    QSpinBox *box = new QSpinBox;
    box->setRange(160, 8192);
    box->setValue(value);
    box->setSuffix(QStringLiteral(" px"));
    box->setAccessibleName(name);
    box->setToolTip(tip);
    return box;
}

} // namespace

ExportDialog::ExportDialog(const Theme &screen, QSize size, Kind kind, QWidget *parent)
    : QDialog(parent)
    , m_screen(screen)
    , m_width(pixelBox(size.width(), tr("Width"), tr("Width of the drawing before scaling")))
    , m_height(pixelBox(size.height(), tr("Height"), tr("Height of the drawing before scaling")))
    , m_scale(new QDoubleSpinBox)
    , m_theme(new QComboBox)
    , m_pixels(new QLabel)
{
    setWindowTitle(kind == Kind::Svg ? tr("Export as SVG") : tr("Export as PNG"));
    m_scale->setRange(0.5, 4);
    m_scale->setSingleStep(0.5);
    m_scale->setValue(kind == Kind::Png ? 2 : 1);
    m_scale->setAccessibleName(tr("Scale"));
    m_scale->setToolTip(tr("2 gives twice the pixels of the same drawing, for sharp print"));
    m_theme->addItem(tr("Print: dark on white"));
    m_theme->addItem(tr("Screen: as in the window"));
    m_theme->setAccessibleName(tr("Colours"));
    m_theme->setToolTip(tr("Colours of the picture"));
    setTextLook(*m_pixels, TextLook::Muted);

    QDialogButtonBox *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Save)->setText(tr("Choose file..."));
    buttons->button(QDialogButtonBox::Save)->setToolTip(tr("Choose where to save the picture"));
    setButtonLook(*buttons->button(QDialogButtonBox::Save), ButtonLook::Primary);
    buttons->button(QDialogButtonBox::Cancel)->setToolTip(tr("Close without saving"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_width, &QSpinBox::valueChanged, this, &ExportDialog::showPixels);
    connect(m_height, &QSpinBox::valueChanged, this, &ExportDialog::showPixels);
    connect(m_scale, &QDoubleSpinBox::valueChanged, this, &ExportDialog::showPixels);

    QFormLayout *form = new QFormLayout(this);
    form->addRow(tr("&Width"), m_width);
    form->addRow(tr("&Height"), m_height);
    form->addRow(tr("&Scale"), m_scale);
    form->addRow(tr("&Colours"), m_theme);
    form->addRow(QString(), m_pixels);
    form->addRow(buttons);
    form->setRowVisible(m_scale, kind != Kind::Svg);
    form->setRowVisible(m_pixels, kind != Kind::Svg);
    for (QWidget *field :
         {static_cast<QWidget *>(m_width), static_cast<QWidget *>(m_height), static_cast<QWidget *>(m_theme)})
        form->setRowVisible(field, kind != Kind::Page);
    showPixels();
}

ChartPicture ExportDialog::picture() const
{
    return {QSize(m_width->value(), m_height->value()), m_scale->value(),
            m_theme->currentIndex() == 0 ? printTheme() : m_screen};
}

void ExportDialog::showPixels()
{
    const QSize pixels = (QSizeF(m_width->value(), m_height->value()) * m_scale->value()).toSize();
    m_pixels->setText(tr("%1 x %2 pixels")
                          .arg(formatCount(static_cast<quint64>(pixels.width())),
                               formatCount(static_cast<quint64>(pixels.height()))));
}

} // namespace weir
