// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inputfile.h"

#include "base/fileerror.h"
#include "base/keptinput.h"

#include <QFile>

#include <sys/stat.h>

namespace weir {

Message whyNoInput(const QString &path)
{
    struct stat status
    {
    };
    if (::stat(QFile::encodeName(path).constData(), &status) != 0 || S_ISREG(status.st_mode))
        return {};
    if (S_ISDIR(status.st_mode))
        return WEIR_TEXT("input_file.is_folder", "it is a folder");
    if (S_ISSOCK(status.st_mode))
        return WEIR_TEXT("input_file.is_socket", "it is a socket");
    if (isHandedDown(path))
        return {};
    return S_ISFIFO(status.st_mode)
               ? WEIR_TEXT("input_file.is_pipe", "it is a pipe, which may never be written to")
               : WEIR_TEXT("input_file.is_device", "it is a device");
}

Result<QByteArray> readInputFile(const QString &path, qint64 largest)
{
    const Message where = Message::verbatim(path);
    if (Message why = whyNoInput(path); !why.isEmpty())
        return Error{std::move(why), where,
                     Message(WEIR_TEXT("input_file.name_a_file", "Name a file; save it as one first."))};
    Result<QString> named = path;
    if (isHandedDown(path))
        named = keptInput(path, largest + 1);
    if (!named)
        return named.error();
    QFile file(*named);
    if (!file.open(QIODevice::ReadOnly))
        return Error{failureOf(file), where,
                     Message(WEIR_TEXT("file.check_path", "Check the path and the permissions."))};
    QByteArray bytes = file.read(largest + 1);
    if (file.error() != QFile::NoError)
        return Error{failureOf(file), where, Message(WEIR_TEXT("file.check_disk", "Check the disk."))};
    return bytes;
}

} // namespace weir
