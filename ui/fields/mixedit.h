// SPDX-License-Identifier: GPL-3.0-or-later
// A button with a menu of names to tick; none ticked means all.
#pragma once

#include <QPushButton>
#include <QStringList>

namespace weir {

/// Chooses some of the scenario's requests. GUI thread.
class MixEdit : public QPushButton
{
    Q_OBJECT

public:
    explicit MixEdit(QWidget *parent = nullptr);

    /// What can be ticked; a value that is not among it stays until it is unticked.
    void setNames(const QStringList &names);
    [[nodiscard]] QStringList value() const { return m_value; }
    void setValue(const QStringList &value);

Q_SIGNALS:
    void edited(); ///< By the user.
    void left();

private:
    void fillMenu();
    void showText();

    QMenu *m_menu;
    QStringList m_names;
    QStringList m_value;
};

} // namespace weir
