// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/fileerror.h"

#include <QFileInfo>

#include <cerrno>
#include <utility>

namespace weir {

namespace {

constexpr MessageText isFolder = WEIR_TEXT("file_error.is_folder", "it is a folder");
constexpr MessageText notAllowed = WEIR_TEXT("file_error.not_allowed", "the permission is missing");
constexpr MessageText readOnly = WEIR_TEXT("file_error.read_only", "its file system can only be read");
constexpr MessageText noSpace = WEIR_TEXT("file_error.no_space", "no space is left on the disk");
constexpr MessageText noQuota = WEIR_TEXT("file_error.quota", "the quota of disk space is used up");

constexpr std::pair<int, MessageText> usual[] = {
    {ENOENT, WEIR_TEXT("file_error.missing", "there is no such file or folder")},
    {EACCES, notAllowed},
    {EPERM, notAllowed},
    {EISDIR, isFolder},
    {ENOTDIR, WEIR_TEXT("file_error.no_folder", "a part of its path is no folder")},
    {ENOSPC, noSpace},
    {EDQUOT, noQuota},
    {EROFS, readOnly},
    {EMFILE, WEIR_TEXT("file_error.too_many_open", "this program has as many files open as it may")},
    {ENFILE, WEIR_TEXT("file_error.too_many_open_in_all", "this machine has as many files open as it can")},
    {EEXIST, WEIR_TEXT("file_error.exists", "it exists already")},
    {EFBIG, WEIR_TEXT("file_error.too_large", "it would be larger than a file may be here")},
    {ENAMETOOLONG, WEIR_TEXT("file_error.long_name", "its name is too long")},
    {ELOOP, WEIR_TEXT("file_error.link_loop", "its links lead round in a circle")},
    {ETXTBSY, WEIR_TEXT("file_error.is_running", "it is a program that runs")},
    {ENOEXEC, WEIR_TEXT("file_error.no_program", "it is no program for this machine")},
    {EIO, WEIR_TEXT("file_error.device", "the device failed")},
    {ENXIO, WEIR_TEXT("file_error.no_reader", "nobody reads from it")},
    {EBADF, WEIR_TEXT("file_error.closed", "it is closed")},
};

} // namespace

Message systemFailure(const QString &words)
{
    for (const auto &[code, text] : usual) {
        if (words.endsWith(qt_error_string(code)))
            return text;
    }
    return Message::verbatim(words);
}

Message systemFailure(int error)
{
    return systemFailure(qt_error_string(error));
}

Message failureOf(const QFileDevice &file)
{
    // Of these two Qt says so in words of its own.
    const QFileInfo info(file.fileName());
    if (!file.isOpen() && info.isDir())
        return isFolder;
    if (file.error() == QFileDevice::WriteError && info.exists() && !info.isWritable())
        return notAllowed;
    return systemFailure(file.errorString());
}

Message writingAdvice(const Message &why)
{
    const QByteArray code = why.code();
    if (code == noSpace.code)
        return WEIR_TEXT("file.free_space", "Free some space on that disk, or choose another one.");
    if (code == noQuota.code)
        return WEIR_TEXT("file.free_quota", "Remove files of yours on that disk, or choose another one.");
    if (code == notAllowed.code)
        return WEIR_TEXT("file.check_folder_permissions",
                         "Check the permissions of the file and its folder, or choose another place.");
    if (code == readOnly.code)
        return WEIR_TEXT("file.choose_writable_place", "Choose a place on a disk that can be written.");
    return WEIR_TEXT("file.check_path_or_place", "Check the path, or choose another place.");
}

} // namespace weir
