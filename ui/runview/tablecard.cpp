// SPDX-License-Identifier: GPL-3.0-or-later
#include "runview/tablecard.h"

#include "theme/widgetlook.h"

#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

namespace weir {

namespace {

constexpr int spacing = 12;

void setUp(QTableView &table, TableCard::Frame frame)
{
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setShowGrid(false);
    table.setFrameShape(QFrame::NoFrame);
    if (frame == TableCard::Frame::None)
        table.setStyleSheet(QStringLiteral("QTableView { border: none; border-radius: 0; }"));
    table.setWordWrap(false);
    table.setTabKeyNavigation(false);
    table.setCornerButtonEnabled(false);
    table.verticalHeader()->hide();
    table.horizontalHeader()->setStretchLastSection(true);
}

} // namespace

TableCard::TableCard(const TableWords &words, Frame frame, QAbstractItemModel &model, QWidget *parent)
    : QFrame(parent)
    , m_table(new QTableView(this))
    , m_subtitle(new QLabel(words.subtitle, this))
    , m_empty(new QLabel(words.emptyText, this))
{
    makeCard(*this);
    QLabel *title = new QLabel(words.title, this);
    setTextLook(*title, TextLook::Title);
    setTextLook(*m_subtitle, TextLook::Muted);
    m_subtitle->setMinimumWidth(1);
    m_table->setModel(&model);
    m_table->setAccessibleName(words.name.isEmpty() ? words.title : words.name);
    m_table->setToolTip(words.tip.isEmpty() ? words.subtitle : words.tip);
    setUp(*m_table, frame);
    setTextLook(*m_empty, TextLook::Muted);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);

    QHBoxLayout *head = new QHBoxLayout;
    head->setSpacing(spacing);
    head->addWidget(title);
    head->addWidget(m_subtitle, 1);
    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->setContentsMargins(13, 8, 4, 6);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_empty, 1);
    showRows();
}

void TableCard::setSubtitle(const QString &subtitle)
{
    m_subtitle->setText(subtitle);
}

void TableCard::setEmptyText(const QString &text)
{
    m_empty->setText(text);
}

void TableCard::showRows()
{
    const bool showsText = m_table->model()->rowCount() == 0 && !m_empty->text().isEmpty();
    m_table->setVisible(!showsText);
    m_empty->setVisible(showsText);
}

} // namespace weir
