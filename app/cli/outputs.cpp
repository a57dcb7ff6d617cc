// SPDX-License-Identifier: GPL-3.0-or-later
#include "outputs.h"

#include "base/outputfile.h"
#include "console.h"

#include <QDir>
#include <QFileInfo>

namespace weir::cli {

namespace {

const QString standardOutput = QStringLiteral("/dev/stdout");

/// The same for two places that are one. Devices and pipes other than standard output take any number of
/// outputs: /dev/null is asked for more than once.
QString identity(const std::string &place)
{
    if (isStandardOutput(place))
        return standardOutput;
    const QFileInfo info(outputPath(place));
    if (info.exists())
        return info.isFile() ? info.canonicalFilePath() : QString();
    return QDir::cleanPath(info.absoluteFilePath());
}

} // namespace

bool isStandardOutput(const std::string &place)
{
    return place == "-" || descriptorNamed(QString::fromStdString(place)) == 1;
}

QString outputPath(const std::string &place)
{
    return place == "-" ? standardOutput : QString::fromStdString(place);
}

Result<void> checkApart(const std::vector<Output> &outputs)
{
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const QString one = outputs[i].place.empty() ? QString() : identity(outputs[i].place);
        for (std::size_t j = 0; j < i && !one.isEmpty(); ++j) {
            if (!outputs[j].place.empty() && identity(outputs[j].place) == one)
                return Error{
                    Message(WEIR_TEXT("cli.outputs_share_place", "%1 and %2 would go to the same place"),
                            QString::fromLatin1(outputs[j].option), QString::fromLatin1(outputs[i].option)),
                    Message::verbatim(QString::fromStdString(outputs[i].place)),
                    WEIR_TEXT("cli.choose_another_place", "Choose another file for one of them.")};
        }
    }
    return {};
}

Result<void> checkWritable(const std::vector<Output> &outputs)
{
    for (const Output &output : outputs) {
        const Message why = output.place.empty() ? Message() : whyNotWritable(outputPath(output.place));
        if (!why.isEmpty())
            return Error{Message(WEIR_TEXT("cli.output_not_writable", "The file of %1 can't be written: %2"),
                                 QString::fromLatin1(output.option), why),
                         Message::verbatim(QString::fromStdString(output.place)),
                         WEIR_TEXT("cli.choose_writable_place", "Choose a place that can be written to.")};
    }
    return {};
}

Result<void> writeOutput(const std::string &place, QByteArrayView content)
{
    if (place.empty())
        return {};
    if (!isStandardOutput(place))
        return writeFile(outputPath(place), content);
    printOut(QString::fromUtf8(content).trimmed());
    return {};
}

} // namespace weir::cli
