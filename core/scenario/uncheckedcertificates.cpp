// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/uncheckedcertificates.h"

#include <algorithm>

namespace weir {

namespace {

bool isOverTls(const Target &target)
{
    const QString scheme = target.url.section(u':', 0, 0).toLower();
    return scheme == u"https" || scheme == u"wss";
}

} // namespace

Messages uncheckedCertificates(const Scenario &scenario)
{
    Messages messages;
    for (const Target &target : scenario.targets) {
        const bool isFirst = &target == &scenario.targets.front();
        const bool isAsked =
            std::any_of(scenario.requests.begin(), scenario.requests.end(), [&](const auto &request) {
                return request.target == target.name || (isFirst && request.target.isEmpty());
            });
        if (isAsked && !target.verifyTls && isOverTls(target))
            messages.push_back(Message(
                WEIR_TEXT("target.certificate_unchecked",
                          "The certificate of the target \"%1\" is not checked (verify_tls is off), so "
                          "nothing proves that it was this service that answered."),
                target.name));
    }
    return messages;
}

} // namespace weir
