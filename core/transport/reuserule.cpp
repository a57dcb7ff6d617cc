// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/reuserule.h"

namespace weir {

namespace {

QString originOf(const QUrl &url)
{
    return url.adjusted(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment)
        .toString();
}

} // namespace

bool ReuseRule::allows(const QUrl &url)
{
    if (m_origins.isEmpty())
        return true; // nearly always, and on the way of every request
    const auto found = m_origins.find(originOf(url));
    if (found == m_origins.end())
        return true;
    if (found->stale >= mostStale)
        return false;
    if (++found->started > quint64{requestsForEach} * found->stale)
        m_origins.erase(found);
    return true;
}

void ReuseRule::noteStale(const QUrl &url)
{
    ++m_origins[originOf(url)].stale;
}

} // namespace weir
