// SPDX-License-Identifier: GPL-3.0-or-later
// What every transport must do when there is much of everything. A transport's test derives from this and
// makes the transport.
#pragma once

#include "transport/transport.h"

#include <QObject>

#include <memory>

namespace weir::test {

/// The suite. No row depends on time but for bounds that only a hang would miss.
class TransportLoad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStreamIsOnTheWireAtOnce();
    void abortedSlotsAreReallyFree();
    void floodIsHeldBackAndArrivesWhole_data();
    void floodIsHeldBackAndArrivesWhole();
    void cutOfAFloodIsTold();
    void nothingIsLostBeforeACut();
    void cutsAreToldAmongManyStreams_data();
    void cutsAreToldAmongManyStreams();
    void breakTouchesNoOtherStream();
    void hugeHeaderEndsInTime();

protected:
    virtual std::unique_ptr<Transport> makeTransport(const Clock &clock) = 0;

private:
    SystemClock m_clock;
};

} // namespace weir::test
