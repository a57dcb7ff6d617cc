// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/threadtuning.h"

#include <QByteArrayView>
#include <QtGlobal>

#include <sys/prctl.h>

namespace weir {

bool tuneThread()
{
    return prctl(PR_SET_TIMERSLACK, 1UL, 0UL, 0UL, 0UL) == 0;
}

void preferUnixDispatcher()
{
    if (!qEnvironmentVariableIsSet("QT_NO_THREADED_GLIB"))
        qputenv("QT_NO_THREADED_GLIB", "1");
}

} // namespace weir
