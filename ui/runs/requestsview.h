// SPDX-License-Identifier: GPL-3.0-or-later
// All requests of a saved run: table with filter, and the waterfall and body of the selected one.
#pragma once

#include "base/result.h"
#include "runs/loadedrun.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QSplitter;
class QTableView;

namespace weir {

class RequestsFilter;
class RequestsModel;
class ThemeSource;
class Waterfall;

/// GUI thread.
class RequestsView : public QWidget
{
    Q_OBJECT

public:
    /// `themes` outlives the view.
    explicit RequestsView(ThemeSource &themes, QWidget *parent = nullptr);

    void setRun(const LoadedRunPtr &run);
    /// The answer to recordWanted().
    void showRecord(const RequestRecord &record);
    void showRecordError(const Error &error);

    [[nodiscard]] QTableView &table() const { return *m_table; }
    [[nodiscard]] QComboBox &classFilter() const { return *m_classes; }
    [[nodiscard]] Waterfall &waterfall() const { return *m_waterfall; }

Q_SIGNALS:
    /// A request was selected; whoever can read the file answers.
    void recordWanted(const QString &path, quint64 position);
    void message(const QString &text, bool isError);

private:
    QWidget *buildDetails();
    void fillClasses();
    void showCount();
    /// The first row where none is selected, so that the lower part is never blank.
    void selectFirst();
    void showNothing();
    void exportTable();

    LoadedRunPtr m_run;
    // Owned by this widget or its children as their parents.
    RequestsModel *m_model;
    RequestsFilter *m_filter;
    QComboBox *m_classes;
    QLabel *m_count;
    QTableView *m_table;
    Waterfall *m_waterfall;
    QLabel *m_outcome;
    QPlainTextEdit *m_body;
};

} // namespace weir
