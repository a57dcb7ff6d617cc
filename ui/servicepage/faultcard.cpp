// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicepage/faultcard.h"

#include "base/units.h"
#include "servicepage/faultsharespopup.h"
#include "servicepage/popupplace.h"
#include "servicepage/servicewords.h"
#include "session/servicecontroller.h"
#include "theme/widgetlook.h"

#include <QGridLayout>
#include <QSpinBox>

namespace weir {

namespace {

constexpr int columns = 2;
constexpr int mostRequests = 100'000;

} // namespace

FaultCard::FaultCard(ServiceController &service, QWidget *parent)
    : QFrame(parent)
    , m_service(service)
    , m_requests(new QSpinBox(this))
    , m_popup(new FaultSharesPopup(this))
    , m_shares(new QPushButton(this))
{
    makeCard(*this);
    buildButtons();
    m_shares->setToolTip(tr("How many of all requests meet each fault, from now on"));
    m_shares->setAccessibleName(tr("Shares of faults"));
    connect(m_shares, &QPushButton::clicked, this, [this] { showAt(*m_popup, *m_shares); });
    connect(m_popup, &FaultSharesPopup::edited, this, [this] {
        showShares();
        Q_EMIT sharesChanged(m_popup->shares());
    });
    connect(&m_service, &ServiceController::updated, this, &FaultCard::refresh);
    connect(&m_service, &ServiceController::runningChanged, this, &FaultCard::refresh);
    refresh();
    showShares();
}

void FaultCard::buildButtons()
{
    QLabel *title = new QLabel(tr("Faults"), this);
    setTextLook(*title, TextLook::Title);
    m_requests->setRange(1, mostRequests);
    m_requests->setAlignment(Qt::AlignRight);
    m_requests->setMinimumWidth(84);
    m_requests->setToolTip(tr("How many of the next requests meet the fault whose button is pressed"));
    m_requests->setAccessibleName(tr("Requests that meet a fault"));
    QLabel *next = new QLabel(tr("next requests"), this);
    setTextLook(*next, TextLook::Muted);
    next->setBuddy(m_requests);
    QHBoxLayout *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(title, 1);
    head->addWidget(next);
    head->addWidget(m_requests);

    QGridLayout *grid = new QGridLayout;
    grid->setSpacing(4);
    int place = 0;
    for (const FaultKind kind : allFaultKinds()) {
        QPushButton *button = new QPushButton(faultTitle(kind), this);
        button->setAccessibleName(faultTitle(kind));
        connect(button, &QPushButton::clicked, this,
                [this, kind] { m_service.injectFault(kind, static_cast<quint32>(m_requests->value())); });
        grid->addWidget(button, place / columns, place % columns);
        grid->setColumnStretch(place % columns, 1);
        ++place;
        m_buttons.push_back(button);
    }
    grid->addWidget(m_shares, place / columns, place % columns);
    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 10, 16, 14);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addLayout(grid);
}

void FaultCard::setShares(const std::vector<FaultShare> &shares)
{
    m_popup->setShares(shares);
    showShares();
}

void FaultCard::showShares()
{
    double sum = 0;
    for (const FaultShare &share : m_popup->shares())
        sum += share.share;
    m_shares->setText(sum > 0 ? tr("Shares: %1…").arg(formatShare(sum)) : tr("Shares…"));
}

void FaultCard::refresh()
{
    for (const FaultKind kind : allFaultKinds()) {
        QPushButton *button = m_buttons.at(static_cast<std::size_t>(kind));
        const quint64 met = m_service.stats().faultCount(kind);
        button->setEnabled(m_service.isRunning());
        button->setText(met == 0 ? faultTitle(kind)
                                 : QStringLiteral("%1 · %2").arg(faultTitle(kind), formatCount(met)));
        button->setToolTip(m_service.isRunning()
                               ? tr("%1\nSo far: %2 requests.").arg(faultEffect(kind), formatCount(met))
                               : tr("%1\nStart the service first.").arg(faultEffect(kind)));
    }
}

} // namespace weir
