// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/certificate.h"

#include "metrics/summary.h"
#include "scenario/enumnames.h"

#include <algorithm>
#include <tuple>

namespace weir {

namespace {

bool isSameHost(const HostFacts &made, const HostFacts &now, const QString &transport)
{
    HostFacts compared = made;
    if (!transport.startsWith(u"curl"))
        compared.curl = now.curl;
    return compared == now;
}

double streamsOfWorker(const LoadSignature &load)
{
    return load.streams / std::max<quint32>(load.workers, 1);
}

/// What a run's generator had to do in the summary's window.
LoadSignature achievedLoad(const Summary &summary)
{
    LoadSignature load;
    load.chunksPerSecond = chunksPerSecondOf(summary);
    load.streams = meanStreamsOf(summary);
    load.bodyBytes = summary.longestBody;
    return load;
}

} // namespace

QString stamperOf(const Scenario &scenario)
{
    const QString name = enumName(scenario.transport);
    const auto isPlain = [](const Target &target) {
        return !target.http2 && !target.url.startsWith(u"https:", Qt::CaseInsensitive);
    };
    const bool byKernel =
        scenario.kernelStamps && (scenario.transport == TransportKind::Curl ||
                                  std::all_of(scenario.targets.begin(), scenario.targets.end(), isPlain));
    return byKernel ? name + u"-kernel-stamps"_qs : name;
}

HostFacts hostFactsFrom(const QJsonObject &environment)
{
    return {environment.value(u"processor"_qs).toString(), environment.value(u"processors"_qs).toInt(),
            environment.value(u"kernel"_qs).toString(),    environment.value(u"qt"_qs).toString(),
            environment.value(u"libcurl"_qs).toString(),   environment.value(u"weir"_qs).toString()};
}

bool covers(const LoadSignature &calibrated, const LoadSignature &load)
{
    return load.kind == calibrated.kind && load.streams <= calibrated.streams * loadFactor &&
           streamsOfWorker(load) <= streamsOfWorker(calibrated) * loadFactor &&
           load.chunksPerSecond <= calibrated.chunksPerSecond * loadFactor &&
           (load.bodyBytes <= shortBody ||
            static_cast<double>(load.bodyBytes) <= static_cast<double>(calibrated.bodyBytes) * loadFactor);
}

CertificateChoice findCertificate(const std::vector<Certificate> &certificates, const HostFacts &host,
                                  const QString &transport, const SignatureWith &load)
{
    CertificateChoice choice;
    // A gap names the last of the hurdles that any certificate came to.
    const auto stoppedBy = [&choice](CalibrationGap gap) { choice.gap = std::max(choice.gap, gap); };
    const auto order = [](const Certificate &certificate) {
        return std::tuple(certificate.load.chunksPerSecond, certificate.load.streams,
                          std::max(certificate.load.bodyBytes, shortBody),
                          -certificate.madeAt.toMSecsSinceEpoch());
    };
    for (const Certificate &certificate : certificates) {
        if (!isSameHost(certificate.host, host, transport))
            stoppedBy(CalibrationGap::OtherHost);
        else if (certificate.transport != transport)
            stoppedBy(CalibrationGap::OtherTransport);
        else if (!covers(certificate.load, load(certificate.stream)))
            stoppedBy(CalibrationGap::OtherLoad);
        else if (!choice.certificate || order(certificate) < order(*choice.certificate))
            choice.certificate = certificate;
    }
    return choice;
}

QJsonObject toJson(const CertificateChoice &choice)
{
    if (choice.certificate)
        return {{u"certificate"_qs, toJson(*choice.certificate)}};
    return {{u"missing"_qs, toString(choice.gap)}};
}

CertificateChoice choiceFromJson(const QJsonObject &json)
{
    CertificateChoice choice;
    choice.gap =
        calibrationGapFromString(json.value(u"missing"_qs).toString()).value_or(CalibrationGap::NotRecorded);
    Result<Certificate> read = certificateFromJson(json.value(u"certificate"_qs).toObject(), {});
    if (read)
        choice.certificate = std::move(*read);
    return choice;
}

CalibrationQuote quoteOf(const CertificateChoice &choice, const Summary &summary)
{
    CalibrationQuote quote;
    quote.gap = choice.gap;
    if (!choice.certificate)
        return quote;
    const Certificate &certificate = *choice.certificate;
    LoadSignature achieved = achievedLoad(summary);
    achieved.kind = certificate.load.kind;
    achieved.workers = certificate.load.workers; // the plan has settled it
    if (!covers(certificate.load, achieved)) {
        quote.gap = CalibrationGap::LoadExceeded;
        return quote;
    }
    quote.figures =
        CalibrationFigures{certificate.errors.ttft,         certificate.errors.itl, certificate.errors.start,
                           certificate.transport,           certificate.madeAt,     certificate.load.streams,
                           certificate.load.chunksPerSecond};
    return quote;
}

} // namespace weir
