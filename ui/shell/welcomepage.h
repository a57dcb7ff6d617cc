// SPDX-License-Identifier: GPL-3.0-or-later
// What a newcomer sees first: run the sample, start a project, open one.
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace weir {

/// GUI thread.
class WelcomePage : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomePage(QWidget *parent = nullptr);

    void setRecent(const QStringList &paths);

Q_SIGNALS:
    void runSampleClicked();
    /// A template's name (scenario/templates.h).
    void newChosen(const QString &name);
    void openClicked();
    void recentClicked(const QString &path);

private:
    QVBoxLayout *m_recent;
    QWidget *m_recentBox;
};

} // namespace weir
