// SPDX-License-Identifier: GPL-3.0-or-later
// Finds in a request's body what a vendor's body template would have put there: the prompt, the model, its
// parameters.
#pragma once

#include "protocol/vendorpreset.h"

#include <QJsonObject>

#include <optional>

namespace weir {

/// A body, taken apart. With the preset's template it gives the same body, but for `added`.
struct MatchedBody
{
    QString model; ///< Empty: the body has none.
    QString prompt;
    QString system;
    std::optional<quint32> maxTokens;
    ModelParameters parameters;
    QJsonObject extra; ///< What is merged into the template's body (RFC 7396).
    QStringList added; ///< JSON pointers of what the template sends beside it.
};

/// Nothing where the body can't come from that template: a conversation, parts that are no text, another
/// form. Works for any preset, since it compares with what the template renders. `stream`: the answer is
/// streamed. Pure.
std::optional<MatchedBody> matchedBody(const VendorPreset &preset, const QJsonObject &body, bool stream);

} // namespace weir
