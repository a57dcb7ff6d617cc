// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/jsonreader.h"
#include "base/units.h"
#include "store/certificate.h"

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

constexpr int certificateVersion = 1;
constexpr double most = 1e12; ///< Of any count or rate in the file.

const QStringList &kindNames()
{
    static const QStringList names{u"closed"_qs, u"open"_qs, u"mixed"_qs};
    return names;
}

QJsonObject toJson(const HostFacts &host)
{
    return {{u"processor"_qs, host.processor}, {u"processors"_qs, host.processors},
            {u"kernel"_qs, host.kernel},       {u"qt"_qs, host.qt},
            {u"libcurl"_qs, host.curl},        {u"weir"_qs, host.weir}};
}

QJsonObject toJson(const LoadSignature &load)
{
    return {{u"kind"_qs, kindNames().at(static_cast<qsizetype>(load.kind))},
            {u"streams"_qs, load.streams},
            {u"requests_per_second"_qs, load.requestsPerSecond},
            {u"chunks_per_second"_qs, load.chunksPerSecond},
            {u"workers"_qs, static_cast<qint64>(load.workers)},
            {u"body_bytes"_qs, static_cast<qint64>(load.bodyBytes)}};
}

QJsonObject toJson(const FixedStream &stream)
{
    return {{u"ttft_ms"_qs, toMilliseconds(stream.ttft)},
            {u"itl_ms"_qs, toMilliseconds(stream.itl)},
            {u"tokens"_qs, stream.tokens}};
}

QJsonObject toJson(const CalibrationErrors &errors)
{
    return {{u"ttft"_qs, toJson(errors.ttft)},
            {u"itl"_qs, toJson(errors.itl)},
            {u"chunk"_qs, toJson(errors.chunk)},
            {u"start"_qs, toJson(errors.start)},
            {u"slip"_qs, toJson(errors.slip)}};
}

Nanoseconds readMilliseconds(JsonReader &reader, const QString &key)
{
    constexpr double longest = 3'600'000;
    return Nanoseconds{std::llround(reader.number(key, 0, 0, longest) * 1e6)};
}

HostFacts readHost(JsonReader &reader)
{
    HostFacts host;
    host.processor = reader.string(u"processor"_qs);
    host.processors = static_cast<int>(reader.integer(u"processors"_qs, 0, 0, 1'000'000));
    host.kernel = reader.string(u"kernel"_qs);
    host.qt = reader.string(u"qt"_qs);
    host.curl = reader.string(u"libcurl"_qs);
    host.weir = reader.string(u"weir"_qs);
    return host;
}

LoadSignature readLoad(JsonReader &reader)
{
    LoadSignature load;
    load.kind = static_cast<LoadKind>(reader.choice(u"kind"_qs, kindNames(), 0));
    load.streams = reader.number(u"streams"_qs, 0, 0, most);
    load.requestsPerSecond = reader.number(u"requests_per_second"_qs, 0, 0, most);
    load.chunksPerSecond = reader.number(u"chunks_per_second"_qs, 0, 0, most);
    load.workers = static_cast<quint32>(reader.integer(u"workers"_qs, 1, 1, 100'000));
    load.bodyBytes = static_cast<quint64>(reader.integer(u"body_bytes"_qs, 0, 0, qint64{1} << 53));
    return load;
}

FixedStream readStream(JsonReader &reader)
{
    FixedStream stream;
    stream.ttft = readMilliseconds(reader, u"ttft_ms"_qs);
    stream.itl = readMilliseconds(reader, u"itl_ms"_qs);
    stream.tokens = reader.number(u"tokens"_qs, 1, 1, most);
    return stream;
}

CalibrationErrors readErrors(JsonReader &reader)
{
    CalibrationErrors errors;
    const auto read = [&reader](const QString &key, ErrorFigures &figures) {
        reader.object(key, [&figures](JsonReader &inner) { figures = readErrorFigures(inner); });
    };
    read(u"ttft"_qs, errors.ttft);
    read(u"itl"_qs, errors.itl);
    read(u"chunk"_qs, errors.chunk);
    read(u"start"_qs, errors.start);
    read(u"slip"_qs, errors.slip);
    return errors;
}

Certificate readCertificate(JsonReader &reader, Problems &problems)
{
    const auto problem = [&](const QString &key, const Message &message) {
        problems.push_back({Severity::Error, reader.pathOf(key), message});
    };
    Certificate certificate;
    certificate.madeAt = QDateTime::fromString(reader.string(u"made_at"_qs), Qt::ISODate).toUTC();
    if (!certificate.madeAt.isValid())
        problem(u"made_at"_qs,
                Message(WEIR_TEXT("certificate.date_expected",
                                  "A date and time is expected, like \"2026-01-31T12:00:00Z\".")));
    certificate.transport = reader.string(u"transport"_qs);
    reader.object(u"host"_qs, [&](JsonReader &inner) { certificate.host = readHost(inner); });
    reader.object(u"load"_qs, [&](JsonReader &inner) { certificate.load = readLoad(inner); });
    reader.object(u"stream"_qs, [&](JsonReader &inner) { certificate.stream = readStream(inner); });
    reader.object(u"errors_ms"_qs, [&](JsonReader &inner) { certificate.errors = readErrors(inner); });
    reader.object(u"generator"_qs, [&](JsonReader &inner) {
        certificate.loopLagP99 = readMilliseconds(inner, u"loop_lag_p99_ms"_qs);
        certificate.cpuMicrosecondsPerEvent = inner.number(u"cpu_us_per_event"_qs, 0, 0, most);
    });
    certificate.requests = static_cast<quint64>(reader.integer(u"requests"_qs, 0, 0, qint64{1} << 53));
    certificate.serviceInside = reader.boolean(u"service_inside"_qs, false);
    for (const QString &key : {u"transport"_qs, u"host"_qs, u"load"_qs, u"stream"_qs, u"errors_ms"_qs}) {
        if (!reader.has(key))
            problem(key, Message(WEIR_TEXT("certificate.key_missing", "This key is missing.")));
    }
    reader.finish();
    return certificate;
}

} // namespace

QJsonObject toJson(const Certificate &certificate)
{
    return {{u"weir_certificate"_qs, certificateVersion},
            {u"made_at"_qs, certificate.madeAt.toUTC().toString(Qt::ISODate)},
            {u"transport"_qs, certificate.transport},
            {u"host"_qs, toJson(certificate.host)},
            {u"load"_qs, toJson(certificate.load)},
            {u"stream"_qs, toJson(certificate.stream)},
            {u"errors_ms"_qs, toJson(certificate.errors)},
            {u"generator"_qs, QJsonObject{{u"loop_lag_p99_ms"_qs, toMilliseconds(certificate.loopLagP99)},
                                          {u"cpu_us_per_event"_qs, certificate.cpuMicrosecondsPerEvent}}},
            {u"requests"_qs, static_cast<qint64>(certificate.requests)},
            {u"service_inside"_qs, certificate.serviceInside}};
}

Result<Certificate> certificateFromJson(const QJsonObject &json, const QString &where)
{
    const QJsonValue version = json.value(u"weir_certificate"_qs);
    if (!version.isDouble())
        return Error{Message(WEIR_TEXT("certificate.none", "This is no certificate of a calibration")),
                     Message::verbatim(where),
                     {}};
    if (version.toInteger() != certificateVersion)
        return Error{Message(WEIR_TEXT("certificate.version",
                                       "The certificate has version %1, and this program reads %2"),
                             version.toInteger(), certificateVersion),
                     Message::verbatim(where),
                     Message(WEIR_TEXT("certificate.calibrate_again", "Calibrate again."))};
    Problems problems;
    JsonReader reader(json, {}, problems);
    reader.accept(u"weir_certificate"_qs);
    const Certificate certificate = readCertificate(reader, problems);
    if (!problems.empty())
        return Error{Message(WEIR_TEXT("certificate.damaged", "The certificate is damaged at %1: %2"),
                             problems.front().path, problems.front().message),
                     Message::verbatim(where),
                     Message(WEIR_TEXT("certificate.delete_it", "Delete it and calibrate again."))};
    return certificate;
}

} // namespace weir
