// SPDX-License-Identifier: GPL-3.0-or-later
// What a thread that stamps arrivals asks of the system. To be called before the thread's first request,
// since the threads that a network library starts take over the settings of the thread that started them.
#pragma once

namespace weir {

/// Sets the timer slack of the calling thread to 1 ns (the kernel's default of 50 us delays every timed wait
/// by up to that much). Returns false where the kernel refuses; timers are then merely coarser. Source:
/// prctl(2), PR_SET_TIMERSLACK.
bool tuneThread();

/// Gives every thread started from now on Qt's Unix event dispatcher in place of GLib's
/// (QT_NO_THREADED_GLIB=1), which lowers the tail of the stamp error; a value that the user has set stays.
/// Only from main(), before any other thread.
void preferUnixDispatcher();

} // namespace weir
