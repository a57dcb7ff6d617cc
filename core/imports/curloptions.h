// SPDX-License-Identifier: GPL-3.0-or-later
// The options of curl: which there are, and what each means for a request of Weir's.
#pragma once

#include <QString>

#include <optional>

namespace weir {

/// What becomes of an option.
enum class CurlOption
{
    Header,
    Data,          ///< `@file` is a file without its line ends.
    DataRaw,       ///< `@` is a letter.
    DataBinary,    ///< `@file` is a file as it is.
    DataUrlEncode, ///< A form.
    Json,
    Form,
    Request,
    Head,
    Get,
    Url,
    User,
    Bearer,
    UserAgent,
    Referer,
    Cookie,
    Insecure,
    CaFile,
    Certificate,
    Key,
    KeyPassword,
    Proxy,
    SocksProxy,
    SocksHostProxy,
    ProxyUser,
    Http2,
    Http1,
    ConnectTimeout,
    MaxTime,
    Retry,
    Next,
    Compressed,
    Redirects,
    Unbuffered,
    Output, ///< What curl shows, and where it puts an answer.
    Other,  ///< Nothing of Weir's is like it.
};

/// An option of the command line.
struct CurlSwitch
{
    QString name; ///< "--header", whichever way it was written.
    CurlOption option = CurlOption::Other;
    bool takesValue = false;
};

/// `name` without dashes: "header", or "no-buffer". Nothing for what curl does not know; a beginning that
/// only one option has means that one.
std::optional<CurlSwitch> curlSwitch(const QString &name);
/// The same by its letter.
std::optional<CurlSwitch> curlSwitch(QChar letter);

} // namespace weir
