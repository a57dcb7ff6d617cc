// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/transportload.h"
#include "transport/http/curltransport.h"

#include <QTest>

using namespace weir;

/// The load suite of every transport, run on libcurl.
class TestCurlLoad : public test::TransportLoad
{
    Q_OBJECT

protected:
    std::unique_ptr<Transport> makeTransport(const Clock &clock) override
    {
        return std::make_unique<CurlTransport>(clock);
    }
};

QTEST_GUILESS_MAIN(TestCurlLoad)
#include "tst_curlload.moc"
