// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/foreignanswer.h"

#include "protocol/eventreader.h"

namespace weir {

namespace {

StreamEvent foreign(const Message &message)
{
    StreamEvent event;
    event.isMalformed = event.isForeign = true;
    event.errorMessage = message;
    event.messageLength = longestBodyHead;
    return event;
}

} // namespace

QByteArray packingOf(const ResponseHead &head)
{
    QByteArrayList codings;
    for (const auto &[name, value] : head.headers) {
        if (name.compare("content-encoding", Qt::CaseInsensitive) != 0)
            continue;
        for (const QByteArray &part : value.split(',')) {
            const QByteArray coding = part.trimmed().toLower();
            if (!coding.isEmpty() && coding != "identity")
                codings << coding;
        }
    }
    return codings.join(", ");
}

QByteArray packingOf(QByteArrayView bytes)
{
    if (bytes.startsWith("\x1F\x8B"))
        return "gzip";
    return bytes.startsWith("\x28\xB5\x2F\xFD") ? QByteArray("zstd") : QByteArray();
}

StreamEvent foreignAnswer(QByteArrayView bytes)
{
    if (const QByteArray coding = packingOf(bytes); !coding.isEmpty())
        return packedAnswer(coding);
    const QString words = serverWords(bytes);
    if (bytes.trimmed().startsWith('<'))
        return foreign(Message(
            WEIR_TEXT("stream.web_page", "A web page came in place of the vendor's answer: %1"), words));
    return foreign(Message(
        WEIR_TEXT("stream.foreign", "The answer is neither a stream nor a document of this vendor: %1"),
        words));
}

StreamEvent packedAnswer(const QByteArray &coding)
{
    StreamEvent event = foreign(packedMessage(coding));
    event.errorCode = QString::fromLatin1(coding);
    return event;
}

Message packedMessage(const QByteArray &coding)
{
    return Message(WEIR_TEXT("stream.packed",
                             "The body is packed (Content-Encoding: %1), which Weir does not ask for. "
                             "Let the service, or the proxy before it, leave streams unpacked."),
                   QString::fromLatin1(coding));
}

} // namespace weir
