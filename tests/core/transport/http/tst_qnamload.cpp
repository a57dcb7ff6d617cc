// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/transportload.h"
#include "transport/http/qnamtransport.h"

#include <QTest>

using namespace weir;

/// The load suite of every transport, run on QNetworkAccessManager.
class TestQnamLoad : public test::TransportLoad
{
    Q_OBJECT

protected:
    std::unique_ptr<Transport> makeTransport(const Clock &clock) override
    {
        return std::make_unique<QnamTransport>(clock);
    }
};

QTEST_GUILESS_MAIN(TestQnamLoad)
#include "tst_qnamload.moc"
