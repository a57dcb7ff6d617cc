// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/callbacksender.h"

#include <QUrl>

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <memory>

namespace weir {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

namespace {

constexpr int mostTries = 3;
constexpr std::chrono::seconds tryFor{5};
constexpr std::size_t longestAnswer = std::size_t{64} * 1024;
constexpr qsizetype longestUrl = 2048;
constexpr std::string_view httpScheme = "http://";

} // namespace

/// Lives as long as one of its operations does.
class CallbackSender::Callback final : public std::enable_shared_from_this<Callback>
{
public:
    Callback(const ServiceExecutor &executor, CallbackTarget target, std::string body)
        : m_target(std::move(target)), m_stream(executor), m_pause(executor)
    {
        m_request = {http::verb::post, m_target.path, 11};
        m_request.set(http::field::host, "127.0.0.1");
        m_request.set(http::field::user_agent, "weir");
        m_request.set(http::field::content_type, "application/json");
        m_request.keep_alive(false);
        m_request.body() = std::move(body);
        m_request.prepare_payload();
    }
    Callback(const Callback &) = delete;
    Callback &operator=(const Callback &) = delete;

    void attempt()
    {
        if (m_tries >= mostTries)
            return; // stopped
        ++m_tries;
        m_stream.expires_after(tryFor);
        m_stream.async_connect({asio::ip::address_v4::loopback(), m_target.port},
                               [self = shared_from_this()](beast::error_code error) { self->write(error); });
    }

    void stop()
    {
        m_tries = mostTries;
        m_pause.cancel();
        m_stream.close();
    }

private:
    void write(beast::error_code error)
    {
        if (error)
            return again();
        http::async_write(
            m_stream, m_request,
            [self = shared_from_this()](beast::error_code failed, std::size_t) { self->read(failed); });
    }
    void read(beast::error_code error)
    {
        if (error)
            return again();
        m_parser.emplace();
        m_parser->body_limit(longestAnswer);
        m_buffer.clear();
        http::async_read(m_stream, m_buffer, *m_parser,
                         [self = shared_from_this()](beast::error_code failed, std::size_t) {
                             if (failed || self->m_parser->get().result_int() / 100 != 2)
                                 self->again();
                         });
    }
    void again()
    {
        m_stream.close();
        if (m_tries >= mostTries)
            return;
        m_pause.expires_after(std::chrono::seconds(m_tries));
        m_pause.async_wait([self = shared_from_this()](beast::error_code stopped) {
            if (!stopped)
                self->attempt();
        });
    }

    CallbackTarget m_target;
    beast::basic_stream<asio::ip::tcp, ServiceExecutor> m_stream;
    ServiceTimer m_pause;
    http::request<http::string_body> m_request;
    beast::flat_buffer m_buffer{longestAnswer};
    std::optional<http::response_parser<http::string_body>> m_parser;
    int m_tries = 0;
};

std::optional<CallbackTarget> callbackTargetOf(std::string_view url)
{
    if (url.size() > static_cast<std::size_t>(longestUrl))
        return std::nullopt;
    const QUrl read(QString::fromUtf8(url.data(), static_cast<qsizetype>(url.size())), QUrl::StrictMode);
    // As it is written: QUrl takes 127.1 and 0x7f000001 for 127.0.0.1, and who reads the URL does not.
    const std::string_view written = url.substr(std::min(url.size(), httpScheme.size()));
    const std::string_view host = written.substr(0, written.find_first_of(":/?#"));
    const bool isHere = host == "127.0.0.1" || host == "localhost";
    if (!read.isValid() || !url.starts_with(httpScheme) || !isHere || !read.userInfo().isEmpty())
        return std::nullopt;
    CallbackTarget target;
    target.port = static_cast<quint16>(read.port(80));
    const QByteArray path = read.path(QUrl::FullyEncoded).toUtf8();
    const QByteArray query = read.query(QUrl::FullyEncoded).toUtf8();
    target.path = (path.isEmpty() ? QByteArray("/") : path).toStdString();
    if (!query.isEmpty())
        target.path += '?' + query.toStdString();
    return target;
}

void CallbackSender::send(const CallbackTarget &target, std::string body)
{
    std::erase_if(m_underWay, [](const std::weak_ptr<Callback> &callback) { return callback.expired(); });
    if (m_underWay.size() >= mostUnderWay)
        return;
    const std::shared_ptr<Callback> callback =
        std::make_shared<Callback>(m_executor, target, std::move(body));
    m_underWay.push_back(callback);
    callback->attempt();
}

void CallbackSender::stop()
{
    for (const std::weak_ptr<Callback> &underWay : m_underWay) {
        if (const std::shared_ptr<Callback> callback = underWay.lock())
            callback->stop();
    }
}

} // namespace weir
