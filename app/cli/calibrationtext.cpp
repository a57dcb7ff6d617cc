// SPDX-License-Identifier: GPL-3.0-or-later
#include "calibrationtext.h"

#include "base/plaintext.h"
#include "base/units.h"

namespace weir::cli {

namespace {

constexpr int labelWidth = 14;
constexpr int cellWidth = 11;

QString kindName(LoadKind kind)
{
    switch (kind) {
    case LoadKind::Closed:
        return QStringLiteral("closed load");
    case LoadKind::Open:
        return QStringLiteral("open load");
    case LoadKind::Mixed:
        return QStringLiteral("mixed load");
    }
    Q_UNREACHABLE();
}

QString cells(const QStringList &texts)
{
    QString line;
    for (const QString &text : texts)
        line += text.rightJustified(cellWidth);
    return line;
}

QString errorLine(const QString &label, const ErrorFigures &errors)
{
    return QStringLiteral("\n  ") + label.leftJustified(labelWidth) +
           cells({formatTime(errors.bias), formatTime(errors.jitter), formatTime(errors.p50),
                  formatTime(errors.p99), formatTime(errors.max), formatCount(errors.count)}) +
           (errors.isP99Weak() ? QStringLiteral("  weak") : QString());
}

} // namespace

QString certificateTitle(const Certificate &certificate)
{
    const LoadSignature &load = certificate.load;
    return QStringLiteral("%1: %2, %3 streams, %4 requests/s, %5 chunks/s, threads %6; ttft %7, gap %8")
        .arg(plainText(certificate.transport), kindName(load.kind), formatStreams(load.streams),
             formatFigure(load.requestsPerSecond), formatFigure(load.chunksPerSecond))
        .arg(load.workers)
        .arg(formatTime(certificate.stream.ttft), formatTime(certificate.stream.itl));
}

QString certificateTable(const Certificate &certificate)
{
    const CalibrationErrors &errors = certificate.errors;
    QString text = QString(labelWidth + 2, u' ') +
                   cells({QStringLiteral("bias"), QStringLiteral("jitter"), QStringLiteral("|p50|"),
                          QStringLiteral("|p99|"), QStringLiteral("|max|"), QStringLiteral("count")});
    text += errorLine(QStringLiteral("ttft"), errors.ttft);
    text += errorLine(QStringLiteral("itl"), errors.itl);
    text += errorLine(QStringLiteral("chunk stamp"), errors.chunk);
    text += errorLine(QStringLiteral("start"), errors.start);
    text += errorLine(QStringLiteral("slip"), errors.slip);
    text += QStringLiteral("\n  %1 requests; loop lag p99 %2, %3 us of processor an event%4")
                .arg(formatCount(certificate.requests), formatTime(certificate.loopLagP99),
                     formatFigure(certificate.cpuMicrosecondsPerEvent),
                     certificate.serviceInside ? QStringLiteral("; the service ran in the same process")
                                               : QString());
    return text;
}

} // namespace weir::cli
