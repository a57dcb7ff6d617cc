// SPDX-License-Identifier: GPL-3.0-or-later
#include "conformance.h"
#include "transport/qnamtransport.h"

#include <QTest>

using namespace weir;

/// The suite of every transport, run on QNetworkAccessManager.
class TestQnamConformance : public test::TransportConformance
{
    Q_OBJECT

protected:
    std::unique_ptr<Transport> makeTransport(const Clock &clock) override
    {
        return std::make_unique<QnamTransport>(clock);
    }
    TransportLimits transportLimits() const override { return QnamTransport::limits(); }
    bool resends() const override { return true; }
};

QTEST_GUILESS_MAIN(TestQnamConformance)
#include "tst_qnamconformance.moc"
