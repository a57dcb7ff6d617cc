// SPDX-License-Identifier: GPL-3.0-or-later
// One client's connection: reads requests one after the other, lets answers write, notices when the client
// leaves.
#pragma once

#include "service/front/bodyshare.h"
#include "service/front/deadline.h"
#include "service/front/frontcontext.h"
#include "service/front/requestreader.h"
#include "service/front/runningexchange.h"
#include "service/front/socketwriter.h"

#include <memory>
#include <optional>

namespace weir {

/// Lives as long as an operation on its socket or timer is under way. Service thread only.
class Connection final : public std::enable_shared_from_this<Connection>,
                         public OpenConnection,
                         private ExchangeOwner,
                         private SocketWriterOwner
{
public:
    /// `context` outlives the connection.
    Connection(ServiceSocket socket, FrontContext &context);
    ~Connection() override;
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    void start();
    void stop() override;

private:
    enum class State : quint8
    {
        Handshaking,
        Idle,
        ReadingHeader,
        ReadingBody,
        Answering,
        Lingering,
        Closed
    };
    using ErrorCode = boost::system::error_code;

    void nextRequest();
    void readHeader();
    void onHeader(ErrorCode error);
    void readBody();
    void readMoreBody();
    void refuseBody();
    void onBody(ErrorCode error);
    void onReadError(ErrorCode error);

    void identify();
    void resetByFault();
    void onRequest();
    void answer(bool keepAlive);
    void upgrade(const Caller &caller, bool keepAlive);
    void exchangeEnded(ExchangeEnd end, bool working) override;
    void tokensWritten(quint32 tokens) override
    {
        m_context.counters.tokens.fetch_add(tokens, std::memory_order_relaxed);
    }
    void faultMet(FaultKind kind) override { m_context.countFault(kind); }
    std::shared_ptr<void> holdOwner() override { return shared_from_this(); }
    void writerWaits() override;
    void writerDrained() override;
    void reply(const Reply &reply, bool keepAlive);
    void afterResponse(bool keepAlive);

    void watch();
    void onReadable();
    void absorb();
    void discard();
    void clientLeft();

    void arm(Nanoseconds delay);
    void onTimer();

    void linger();
    void reset();
    void close();

    std::unique_ptr<ServiceStream> m_stream;
    Deadline m_deadline; ///< While reading, and of a client that does not read.
    FrontContext &m_context;
    SocketWriter m_writer;
    RequestReader m_reader;
    BodyShare m_body; ///< Of the request being read.
    RunningExchange m_exchange;
    Route m_route;        ///< Of the request being read; may point into it.
    TruthRecord m_record; ///< Of the request being read; moves into its answer.
    quint64 m_key = 0;    ///< Of the request being read, see requestKey().
    State m_state = State::Handshaking;
    bool m_watching = false;
    std::optional<bool> m_keepAliveWhenWritten; ///< The response is whole, but not all of it written.
    Dialect *m_dialect = nullptr;               ///< Of the request being read, when it is for the model.
};

} // namespace weir
