// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/mixedit.h"

#include <QMenu>

namespace weir {

MixEdit::MixEdit(QWidget *parent) : QPushButton(parent), m_menu(new QMenu(this))
{
    setMenu(m_menu);
    // As the fields around it.
    setStyleSheet(QStringLiteral("QPushButton { text-align: left; padding: 4px 8px; }"
                                 "QPushButton:focus { padding: 3px 7px; }"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_menu, &QMenu::aboutToShow, this, &MixEdit::fillMenu);
    showText();
}

void MixEdit::setNames(const QStringList &names)
{
    m_names = names;
}

void MixEdit::setValue(const QStringList &value)
{
    m_value = value;
    showText();
}

void MixEdit::fillMenu()
{
    m_menu->clear();
    QStringList offered = m_names;
    for (const QString &name : m_value) {
        if (!offered.contains(name))
            offered.append(name);
    }
    for (const QString &name : offered) {
        QAction *action = m_menu->addAction(QString(name).replace(u'&', QStringLiteral("&&")));
        action->setCheckable(true);
        action->setChecked(m_value.contains(name));
        connect(action, &QAction::toggled, this, [this, name](bool ticked) {
            m_value.removeAll(name);
            if (ticked)
                m_value.append(name);
            showText();
            Q_EMIT edited();
            Q_EMIT left();
        });
    }
}

void MixEdit::showText()
{
    setText(m_value.isEmpty() ? tr("All, by their weights") : m_value.join(QStringLiteral(", ")));
}

} // namespace weir
