// SPDX-License-Identifier: GPL-3.0-or-later
// A chart on a card: hover values, a menu for export and log scale, a text while it is empty.
#pragma once

#include "base/result.h"
#include "report/chartdata.h"

#include <QFrame>
#include <QPointer>

#include <functional>

class QGraphicsView;
class QMenu;
class QToolButton;

namespace weir {

class ChartScene;
class CrosshairLink;
class ThemeSource;
struct ChartPicture;

/// GUI thread. Keyboard: Left/Right move the cross-hair, Escape removes it, Menu or Shift+F10 opens the menu.
class ChartCard : public QFrame
{
    Q_OBJECT

public:
    /// `themes` outlives the card. `link` joins the cross-hairs of time charts; may be null.
    ChartCard(ThemeSource &themes, CrosshairLink *link, QWidget *parent = nullptr);
    ~ChartCard() override;

    /// Draws `data`; cheap when nothing changed. The user's choice of log scale wins over data.logY.
    void setData(const ChartData &data);
    /// What is drawn now, log scale included.
    [[nodiscard]] const ChartData &data() const;
    /// For proposed file names: the scenario's name, and the folder where the dialog opens (empty: the last
    /// one).
    void setExportNames(const QString &scenario, const QString &folder);
    /// 1,000 points for live charts (the default), 4,000 for saved runs.
    void setPointBudget(std::size_t points);

    /// The scene, for export and tests. Owned by the card.
    [[nodiscard]] ChartScene &scene() const { return *m_scene; }
    [[nodiscard]] QToolButton &menuButton() const { return *m_menuButton; }
    [[nodiscard]] QMenu &menu() const { return *m_menu; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// A file was written.
    void exported(const QString &path);
    /// A file was not written; for the status bar or a message, never lost in silence.
    void exportFailed(const weir::Error &error);

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
    void stepCrosshair(int direction);
    void describe();
    void exportPicture(bool vector);
    void exportCsv();
    void askForFile(const QString &suffix, const QString &filter,
                    std::function<Result<void>(const QString &)> save);
    void copyPicture();

    ThemeSource &m_themes;
    QPointer<CrosshairLink> m_link;
    // Owned by the card as their parent.
    ChartScene *m_scene;
    QGraphicsView *m_view;
    QToolButton *m_menuButton;
    QMenu *m_menu;
    QAction *m_logAction = nullptr;
    QString m_scenario;
    QString m_folder;
    std::optional<bool> m_logChoice; ///< Set once the user chose.
    bool m_hovering = false;
};

} // namespace weir
