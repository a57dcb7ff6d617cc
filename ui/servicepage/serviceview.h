// SPDX-License-Identifier: GPL-3.0-or-later
// What the built-in service does, drawn live: tiles, charts, replicas, events.
#pragma once

#include "lab/servicecharts.h"

#include <QWidget>

#include <vector>

class QGridLayout;
class QTableView;

namespace weir {

class ChartCard;
class Dashboard;
class NotesCard;
class NotesModel;
class ReplicasModel;
class ServiceController;
class TableCard;
class ThemeSource;
class TileCard;

/// GUI thread. Tiles follow every picture at once; the rest is redrawn one after another, each at most four
/// times a second, and only while the view is visible.
class ServiceView : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive the view.
    ServiceView(ThemeSource &themes, ServiceController &service, QWidget *parent = nullptr);
    ~ServiceView() override;

    /// Draws everything now; for export and tests.
    void drawAll();
    /// Asks where to, and saves all that the view shows as one picture.
    void exportPage();
    /// Columns of the table of replicas.
    [[nodiscard]] QByteArray saveLayout() const;
    void restoreLayout(const QByteArray &layout);

    [[nodiscard]] const std::vector<ChartCard *> &charts() const;
    [[nodiscard]] const std::vector<TileCard *> &tiles() const;
    [[nodiscard]] QTableView &replicas() const;
    [[nodiscard]] NotesModel &notes() const;

Q_SIGNALS:
    /// What became of an export.
    void told(const QString &text, bool isError);

private:
    void buildReplicas(ThemeSource &themes);
    void buildEvents();
    [[nodiscard]] ServiceFigures figures() const;
    void drawReplicas();
    void arrange(int width);
    void nameExports();

    ServiceController &m_service;
    // Owned by this widget or its children as their parents.
    Dashboard *m_dashboard;
    QGridLayout *m_chartGrid;
    QGridLayout *m_tableGrid;
    ReplicasModel *m_replicasModel;
    TableCard *m_replicas = nullptr;
    NotesCard *m_log = nullptr;
    int m_chartColumns = 0;
};

} // namespace weir
