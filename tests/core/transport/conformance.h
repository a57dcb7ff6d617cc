// SPDX-License-Identifier: GPL-3.0-or-later
// What every Transport must do, whatever library is behind it. A transport's test derives from this, makes
// the transport and says where its library can't tell the truth.
#pragma once

#include "transport/transport.h"

#include <QObject>

#include <memory>

namespace weir::test {

/// The suite. Every row runs against a server that behaves or misbehaves byte by byte.
class TransportConformance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeResponses_data();
    void wholeResponses();
    void misbehaviour_data();
    void misbehaviour();
    void lengths_data();
    void lengths();
    void challengesAreHeardAsTheyCome_data();
    void challengesAreHeardAsTheyCome();
    void abortOfARefusalIsQuiet_data();
    void abortOfARefusalIsQuiet();
    void unreachable_data();
    void unreachable();
    void invalidRequests_data();
    void invalidRequests();
    void sendsTheRequestAsGiven();
    void bodiesOfEverySize_data();
    void bodiesOfEverySize();
    void redirectIsNotFollowed();
    void cookieIsNotKept();
    void certificateIsChecked();
    void abortBeforeTheLoop();
    void abortMidStream();
    void abortInsideCallbacks_data();
    void abortInsideCallbacks();
    void startInsideEnd();
    void destructionIsSilent();
    void keepAliveReusesConnections();
    void noReuseOnRequest_data();
    void noReuseOnRequest();
    void staleConnections_data();
    void staleConnections();
    void staleConnectionIsLeftOnce();
    void serverThatIsGoneUnderARequest();
    void abortOfAStaleOne();
    void staleConnectionsOfManyUsers_data();
    void staleConnectionsOfManyUsers();
    void restlessOriginGetsNoReuse();
    void serversThatCloseRightBehindAnAnswer();
    void preparedConnectionsAreUsed_data();
    void preparedConnectionsAreUsed();
    void openCountFollows();

protected:
    virtual std::unique_ptr<Transport> makeTransport(const Clock &clock) = 0;
    virtual TransportLimits transportLimits() const = 0;
    /// What a library does of its own accord, beyond TransportLimits.
    struct Habits
    {
        bool resends = false; ///< Sends a request again by itself; the transport then ends it as Resent.
        bool skipsEarlyHints = true; ///< Else a 103 is taken for the response.
        bool boundsHead = true;      ///< Else a response head may be endless.
    };
    virtual Habits habits() const = 0;

private:
    SystemClock m_clock;
};

} // namespace weir::test
