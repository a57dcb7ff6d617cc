// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/stylesheet.h"

#include <array>
#include <utility>

namespace weir {

namespace {

// @name stands for the colour token of that name. Arrows are of a grey that stands out on both themes: a
// style sheet can't recolour.
constexpr QStringView surfaces = uR"(
QMainWindow, QDialog { background: @window; }
QToolTip { background: @surface; color: @text; border: 1px solid @border; padding: 4px 8px; }
QFrame[weirCard="true"] { background: @surface; border: 1px solid @border; border-radius: 8px; }
QFrame[weirCard="true"]:focus { border-color: @accent; }
QWidget[weirBar="top"] { background: @surface; border-bottom: 1px solid @border; }
QWidget[weirBar="rail"] { background: @surface; border-right: 1px solid @border; }
QStatusBar, QWidget[weirBar="status"] { background: @surface; border-top: 1px solid @border; color: @muted; }
QStatusBar::item { border: none; }
QLabel { background: transparent; }
QLabel[weirText="title"] { font-weight: 600; }
QLabel[weirText="muted"] { color: @muted; }
QLabel[weirText="code"] { font-family: "JetBrains Mono", "Noto Sans Mono", monospace; }
QLabel[weirText="warn"] { color: @warn; }
QLabel[weirText="fail"] { color: @fail; }
QLabel[weirText="pass"] { color: @pass; }
QLabel[weirText="invalid"] { color: @invalid; }
QLabel[weirRole="chip"] { background: @surface2; color: @muted; border: 1px solid @border; border-radius: 6px;
    padding: 5px 10px; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: @accent; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QGroupBox { border: 1px solid @border; border-radius: 8px; margin-top: 16px; padding-top: 8px; }
QGroupBox::title { subcontrol-origin: margin; left: 12px; color: @muted; }
)";

constexpr QStringView buttons = uR"(
QPushButton, QToolButton { background: @surface2; color: @text; border: 1px solid @border; border-radius: 6px;
    padding: 5px 12px; }
QToolButton { padding: 4px; }
QPushButton:hover, QToolButton:hover { border-color: @muted; }
QPushButton:pressed, QToolButton:pressed, QToolButton:checked { background: @selection; }
QPushButton:focus, QToolButton:focus { border: 2px solid @accent; padding: 4px 11px; }
QToolButton:focus { padding: 3px; }
QPushButton:disabled, QToolButton:disabled { color: @muted; background: @window; }
QPushButton[weirRole="primary"], QToolButton[weirRole="primary"] { background: @accent; color: @onAccent;
    border-color: @accent; font-weight: 600; }
QPushButton[weirRole="danger"], QToolButton[weirRole="danger"] { background: @fail; color: @onFail;
    border-color: @fail; font-weight: 600; }
QPushButton[weirRole="primary"]:focus, QPushButton[weirRole="danger"]:focus,
QToolButton[weirRole="primary"]:focus, QToolButton[weirRole="danger"]:focus { border: 2px solid @text; }
QPushButton[weirRole="primary"]:disabled, QPushButton[weirRole="danger"]:disabled,
QToolButton[weirRole="primary"]:disabled, QToolButton[weirRole="danger"]:disabled { background: @surface2;
    color: @muted; border-color: @border; }
QPushButton[weirRole="flat"], QToolButton[weirRole="flat"] { background: transparent; border: 1px solid transparent; }
QPushButton[weirRole="flat"] { color: @accent; }
QPushButton[weirRole="flat"]:hover, QToolButton[weirRole="flat"]:hover { background: @surface2; }
QPushButton[weirRole="flat"]:focus, QToolButton[weirRole="flat"]:focus { border: 2px solid @accent; }
QToolButton[weirRole="rail"] { background: transparent; color: @muted; border: none; border-left: 3px solid transparent;
    border-radius: 0; padding: 6px 3px 6px 0; font-size: 11px; }
QToolButton[weirRole="rail"]:hover { background: @surface2; color: @text; }
QToolButton[weirRole="rail"]:checked { background: @surface2; color: @text; border-left-color: @accent; }
QToolButton[weirRole="rail"]:focus { border: 2px solid @accent; padding: 4px 1px 4px 1px; }
QToolButton::menu-indicator, QPushButton::menu-indicator { image: none; }
)";

constexpr QStringView inputs = uR"(
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateTimeEdit { background: @window;
    color: @text; border: 1px solid @border; border-radius: 6px; padding: 4px 8px;
    selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit:hover, QPlainTextEdit:hover, QSpinBox:hover, QDoubleSpinBox:hover, QComboBox:hover { border-color: @muted; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus,
QDateTimeEdit:focus { border: 2px solid @accent; padding: 3px 7px; }
QLineEdit[weirInvalid="true"], QPlainTextEdit[weirInvalid="true"], QSpinBox[weirInvalid="true"],
QDoubleSpinBox[weirInvalid="true"], QComboBox[weirInvalid="true"] { border-color: @fail; }
QLineEdit:disabled, QPlainTextEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled {
    color: @muted; background: @surface2; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url(:/weir/icons/arrow-down.svg); width: 10px; height: 10px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { subcontrol-origin: border; width: 20px; border: none;
    background: transparent; }
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: @surface2; }
QAbstractSpinBox::up-arrow { image: url(:/weir/icons/arrow-up.svg); width: 9px; height: 9px; }
QAbstractSpinBox::down-arrow { image: url(:/weir/icons/arrow-down.svg); width: 9px; height: 9px; }
QComboBox QAbstractItemView { background: @surface; color: @text; border: 1px solid @border;
    border-radius: 0; padding: 2px; selection-background-color: @selection; selection-color: @text; outline: none; }
QCheckBox, QRadioButton { background: transparent; spacing: 8px; }
QCheckBox::indicator, QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid @muted; background: @window; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(:/weir/icons/@tick.svg); }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid @accent; background: @onAccent; }
QCheckBox:focus, QRadioButton:focus { color: @accent; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: @accent; }
QCheckBox:disabled, QRadioButton:disabled { color: @muted; }
QSlider::groove:horizontal { height: 4px; background: @border; border-radius: 2px; }
QSlider::handle:horizontal { width: 14px; margin: -5px 0; border-radius: 7px; background: @accent; }
QProgressBar { background: @surface2; border: none; border-radius: 3px; text-align: center; color: @text; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
)";

// Qt keeps the width of a sort arrow free at the right of every header, sorted by or not: with that, one
// pixel of padding puts a right-aligned header over its numbers.
constexpr QStringView views = uR"(
QTableView, QTreeView, QListView { background: @surface; alternate-background-color: @surface; color: @text;
    border: 1px solid @border; border-radius: 8px; gridline-color: @grid; outline: none;
    selection-background-color: @selection; selection-color: @text; }
QTableView:focus, QTreeView:focus, QListView:focus { border-color: @accent; }
QFrame[weirCard="true"] > QTreeView, QFrame[weirCard="true"] > QListView { border: none; border-radius: 0; }
QTableView::item { padding: 4px 8px; border-bottom: 1px solid @grid; }
QTableView::item:selected, QListView::item:selected { background: @selection; color: @text; }
QTableView::item:focus { border: 1px solid @accent; }
QTreeView { show-decoration-selected: 1; }
QTreeView::item, QListView::item { padding: 0 4px; }
QTreeView::item:hover, QListView::item:hover { background: @surface2; }
QTreeView::item:selected { background: @selection; color: @text; }
QTreeView::branch:selected { background: @selection; }
QHeaderView { background: transparent; }
QHeaderView::section { background: transparent; color: @muted; border: none; border-bottom: 1px solid @border;
    padding: 6px 11px; font-weight: 500; }
QTableView[sortingEnabled="true"] QHeaderView::section { padding: 6px 1px 6px 11px; }
QHeaderView::up-arrow, QHeaderView::down-arrow { subcontrol-position: top center; top: 1px; width: 10px; height: 10px; }
QHeaderView::up-arrow { image: url(:/weir/icons/arrow-up.svg); }
QHeaderView::down-arrow { image: url(:/weir/icons/arrow-down.svg); }
QTableView[sortingEnabled="false"] QHeaderView::up-arrow, QTableView[sortingEnabled="false"] QHeaderView::down-arrow {
    image: none; width: 0; height: 0; }
QTableCornerButton::section { background: @surface; border: none; }
QTabWidget::pane { border: 1px solid @border; border-radius: 8px; background: @surface; }
QTabBar::tab { background: transparent; color: @muted; padding: 6px 12px; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @text; border-bottom-color: @accent; }
QTabBar::tab:focus { color: @accent; }
)";

constexpr QStringView chrome = uR"(
QMenuBar { background: @surface; color: @text; }
QMenuBar::item { background: transparent; padding: 4px 8px; }
QMenuBar::item:selected { background: @surface2; border-radius: 4px; }
QMenu { background: @surface; color: @text; border: 1px solid @border; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 24px; border-radius: 4px; }
QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @muted; }
QMenu::indicator { width: 12px; height: 12px; left: 6px; }
QMenu::indicator:checked { image: url(:/weir/icons/tick.svg); }
QMenu::separator { height: 1px; background: @border; margin: 4px 8px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @border; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)";

} // namespace

QString styleSheet(const Theme &theme)
{
    const std::array<std::pair<QStringView, QColor>, 15> tokens{{
        {u"@onAccent", theme.onAccent},
        {u"@onFail", theme.onFail},
        {u"@window", theme.window},
        {u"@surface2", theme.surface2}, // Before @surface, which it begins with.
        {u"@surface", theme.surface},
        {u"@border", theme.border},
        {u"@grid", theme.grid},
        {u"@text", theme.text},
        {u"@muted", theme.muted},
        {u"@accent", theme.accent},
        {u"@selection", theme.selection},
        {u"@pass", theme.pass},
        {u"@warn", theme.warn},
        {u"@fail", theme.fail},
        {u"@invalid", theme.invalid},
    }};
    QString sheet;
    for (const QStringView part : {surfaces, buttons, inputs, views, chrome})
        sheet += part;
    sheet.replace(QStringLiteral("@tick"),
                  theme.dark ? QStringLiteral("tick-dark") : QStringLiteral("tick-light"));
    for (const auto &[name, color] : tokens)
        sheet.replace(name.toString(), color.name(QColor::HexRgb));
    return sheet;
}

} // namespace weir
