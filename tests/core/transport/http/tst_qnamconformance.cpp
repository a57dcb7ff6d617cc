// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/conformance.h"
#include "transport/http/qnamtransport.h"

#include <QLibraryInfo>
#include <QTest>
#include <QVersionNumber>

using namespace weir;

/// The suite of every transport, run on QNetworkAccessManager.
class TestQnamConformance : public test::TransportConformance
{
    Q_OBJECT

protected:
    std::unique_ptr<Transport> makeTransport(const Clock &clock) override
    {
        return std::make_unique<QnamTransport>(clock, ReceiveStamps::Kernel);
    }
    TransportLimits transportLimits() const override { return QnamTransport::limits(); }
    Habits habits() const override
    {
        const bool skips = QLibraryInfo::version() >= QVersionNumber(6, 7); // QTBUG-108068
        return {.resends = true, .skipsEarlyHints = skips, .boundsHead = false};
    }
};

QTEST_GUILESS_MAIN(TestQnamConformance)
#include "tst_qnamconformance.moc"
