// SPDX-License-Identifier: GPL-3.0-or-later
// A request as other programs write it down, before it is one of Weir's.
#pragma once

#include "scenario/scenario.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace weir {

/// A value. Texts may hold variables of a shell (imports/variables.h) and secrets: it never leaves this
/// folder.
struct WebRequest
{
    QString name;   ///< What the text calls it; may be empty.
    QString method; ///< "POST"; empty: POST where there is a body, else GET.
    QString url;
    std::vector<Header> headers;
    std::optional<QString> body;
    bool isForm = false; ///< The body is a form, in whichever packing.
    QString user;        ///< Of basic authentication; with `password`, which may be empty.
    QString password;
    QString bearer;                                 ///< A token ...
    QString bearerPlace = QStringLiteral("bearer"); ///< ... and where it stood: "--oauth2-bearer".

    // How it is sent.
    bool verifyTls = true;
    TlsFiles tls;
    bool http2 = false;
    QString proxy;
    std::optional<Nanoseconds> connectTimeout;
    std::optional<Nanoseconds> deadline;
    quint32 attempts = 1;

    double weight = 1;
};

} // namespace weir
