// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/unnamedfile.h"

#include <QDir>
#include <QFile>

#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

namespace weir {

FileDescriptor fileWithoutName(const QString &what)
{
    QByteArray name = QFile::encodeName(QDir::tempPath() + u'/' + what + QStringLiteral("-XXXXXX"));
    FileDescriptor file(::mkostemp(name.data(), O_CLOEXEC));
    if (file)
        ::unlink(name.constData());
    return file;
}

} // namespace weir
