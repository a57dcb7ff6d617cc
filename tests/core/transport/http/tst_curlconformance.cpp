// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/conformance.h"
#include "transport/http/curltransport.h"

#include <QTest>

using namespace weir;

/// The suite of every transport, run on libcurl.
class TestCurlConformance : public test::TransportConformance
{
    Q_OBJECT

protected:
    std::unique_ptr<Transport> makeTransport(const Clock &clock) override
    {
        return std::make_unique<CurlTransport>(clock);
    }
    TransportLimits transportLimits() const override { return CurlTransport::limits(); }
    Habits habits() const override { return {}; }
};

QTEST_GUILESS_MAIN(TestCurlConformance)
#include "tst_curlconformance.moc"
