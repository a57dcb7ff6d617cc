// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/servertimingheader.h"

#include <cmath>
#include <utility>

namespace weir {

namespace {

constexpr double mostMs = 365.0 * 24 * 3600 * 1000;

/// Cuts off the part up to `mark` outside of quotes; the rest stays in `text`.
QByteArrayView takePart(QByteArrayView &text, char mark)
{
    bool isQuoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (isQuoted && text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            isQuoted = !isQuoted;
        else if (!isQuoted && text[i] == mark) {
            const QByteArrayView part = text.first(i);
            text = text.sliced(i + 1);
            return part.trimmed();
        }
    }
    return std::exchange(text, {}).trimmed();
}

std::optional<Nanoseconds> durationOf(QByteArrayView parameter)
{
    const QByteArrayView name = takePart(parameter, '=');
    if (name.compare("dur", Qt::CaseInsensitive) != 0)
        return std::nullopt;
    QByteArray value = parameter.trimmed().toByteArray();
    if (value.size() >= 2 && value.startsWith('"') && value.endsWith('"'))
        value = value.sliced(1, value.size() - 2);
    bool isNumber = false;
    const double ms = value.toDouble(&isNumber);
    if (!isNumber || !(ms >= 0 && ms <= mostMs))
        return std::nullopt;
    return Nanoseconds{std::llround(ms * 1e6)};
}

} // namespace

ServerTiming serverTimingOf(QByteArrayView header)
{
    ServerTiming timing;
    std::optional<Nanoseconds> total;
    while (!header.isEmpty()) {
        QByteArrayView metric = takePart(header, ',');
        const QByteArray name = takePart(metric, ';').toByteArray().toLower();
        std::optional<Nanoseconds> *place = name == "queue"       ? &timing.queue
                                            : name == "prefill"   ? &timing.prefill
                                            : name == "decode"    ? &timing.decode
                                            : name == "inference" ? &timing.inference
                                            : name == "total"     ? &total
                                                                  : nullptr;
        while (place != nullptr && !*place && !metric.isEmpty())
            *place = durationOf(takePart(metric, ';'));
    }
    if (!timing.inference)
        timing.inference = total;
    return timing;
}

void takeTiming(const ServerTiming &told, ServerTiming &timing)
{
    for (std::optional<Nanoseconds> ServerTiming::*part :
         {&ServerTiming::inference, &ServerTiming::queue, &ServerTiming::prefill, &ServerTiming::decode}) {
        if (told.*part)
            timing.*part = told.*part;
    }
}

} // namespace weir
