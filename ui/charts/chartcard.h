// SPDX-License-Identifier: GPL-3.0-or-later
// A chart on a card: hover values, a menu for export and log scale, a text while it is empty.
#pragma once

#include "charts/exportcard.h"
#include "report/chartdata.h"

#include <QPointer>

#include <optional>

class QGraphicsView;
class QMenu;
class QToolButton;

namespace weir {

class ChartScene;
class TimeAxisLink;

/// GUI thread. Keyboard: Left/Right move the cross-hair, Escape removes it, Menu or Shift+F10 opens the menu.
class ChartCard : public ExportCard
{
    Q_OBJECT

public:
    /// `themes` outlives the card. `link` joins the cross-hairs and the plots of time charts; may be
    /// null.
    ChartCard(ThemeSource &themes, TimeAxisLink *link, QWidget *parent = nullptr);
    ~ChartCard() override;

    /// Draws `data`; cheap when nothing changed. The user's choice of log scale wins over data.logY.
    void setData(const ChartData &data);
    /// What is drawn now, log scale included.
    [[nodiscard]] const ChartData &data() const;
    /// 1,000 points for live charts (the default), 4,000 for saved runs.
    void setPointBudget(std::size_t points);

    /// The scene, for export and tests. Owned by the card.
    [[nodiscard]] ChartScene &scene() const { return *m_scene; }
    [[nodiscard]] QToolButton &menuButton() const { return *m_menuButton; }
    [[nodiscard]] QMenu &menu() const { return *m_menu; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void buildMenu();
    void applyTheme();
    void showMenuButton(bool shown);
    void setLogScale(bool on);
    void hoverAt(std::optional<double> x);
    void followLink();
    void shareGutters();
    void takeGutters();
    [[nodiscard]] bool sharesAxis() const; ///< It shows something over the time of the others.
    void stepCrosshair(int direction);
    void describe();
    [[nodiscard]] QSize drawnSize() const;

    QPointer<TimeAxisLink> m_link;
    // Owned by the card as their parent.
    ChartScene *m_scene;
    QGraphicsView *m_view;
    QToolButton *m_menuButton;
    QMenu *m_menu;
    QAction *m_logAction = nullptr;
    std::optional<bool> m_logChoice; ///< Set once the user chose.
    bool m_hovering = false;
};

} // namespace weir
