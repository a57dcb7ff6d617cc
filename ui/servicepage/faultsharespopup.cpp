// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicepage/faultsharespopup.h"

#include "servicepage/popupplace.h"
#include "servicepage/servicewords.h"
#include "theme/widgetlook.h"

#include <QDoubleSpinBox>
#include <QGridLayout>

namespace weir {

FaultSharesPopup::FaultSharesPopup(QWidget *parent) : QFrame(parent, Qt::Popup), m_problem(new QLabel(this))
{
    makeCard(*this);
    QLabel *title = new QLabel(tr("Share of all requests"), this);
    setTextLook(*title, TextLook::Title);
    QGridLayout *grid = new QGridLayout(this);
    grid->setContentsMargins(16, 12, 16, 16);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    grid->addWidget(title, 0, 0, 1, 2);
    for (const FaultKind kind : allFaultKinds()) {
        const int row = grid->rowCount();
        QLabel *label = new QLabel(faultTitle(kind), this);
        setTextLook(*label, TextLook::Muted);
        label->setToolTip(faultEffect(kind));
        QDoubleSpinBox *field = new QDoubleSpinBox(this);
        field->setRange(0, 100);
        field->setDecimals(1);
        field->setSuffix(QStringLiteral(" %"));
        field->setFixedWidth(104);
        field->setAccessibleName(faultTitle(kind));
        field->setToolTip(faultEffect(kind));
        label->setBuddy(field);
        connect(field, &QDoubleSpinBox::valueChanged, this, &FaultSharesPopup::check);
        grid->addWidget(label, row, 0);
        grid->addWidget(field, row, 1);
        m_fields.push_back(field);
    }
    setTextLook(*m_problem, TextLook::Fail);
    m_problem->setWordWrap(true);
    m_problem->hide();
    grid->addWidget(m_problem, grid->rowCount(), 0, 1, 2);
    setFocusProxy(m_fields.front());
}

void FaultSharesPopup::setShares(const std::vector<FaultShare> &shares)
{
    for (QDoubleSpinBox *field : m_fields) {
        const QSignalBlocker blocker(field);
        field->setValue(0);
    }
    for (const FaultShare &share : shares) {
        QDoubleSpinBox *field = m_fields.at(static_cast<std::size_t>(share.kind));
        const QSignalBlocker blocker(field);
        field->setValue(share.share * 100);
    }
    m_problem->hide();
}

std::vector<FaultShare> FaultSharesPopup::shares() const
{
    std::vector<FaultShare> shares;
    for (const FaultKind kind : allFaultKinds()) {
        const double percent = m_fields.at(static_cast<std::size_t>(kind))->value();
        if (percent > 0)
            shares.push_back({kind, percent / 100});
    }
    return shares;
}

void FaultSharesPopup::check()
{
    const bool isGood = checkFaults(shares()).ok();
    m_problem->setText(tr("Together they must not be above 100 %."));
    m_problem->setVisible(!isGood);
    fitHeight(*this);
    if (isGood)
        Q_EMIT edited();
}

} // namespace weir
