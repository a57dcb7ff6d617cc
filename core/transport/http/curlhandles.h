// SPDX-License-Identifier: GPL-3.0-or-later
// Owners of libcurl's handles.
#pragma once

#include <curl/curl.h>
#include <memory>

namespace weir {

struct CurlEasyCleanup
{
    void operator()(CURL *easy) const { curl_easy_cleanup(easy); }
};
struct CurlMultiCleanup
{
    void operator()(CURLM *multi) const { curl_multi_cleanup(multi); }
};
struct CurlShareCleanup
{
    void operator()(CURLSH *share) const { curl_share_cleanup(share); }
};
struct CurlListFree
{
    void operator()(curl_slist *list) const { curl_slist_free_all(list); }
};

using CurlEasyHandle = std::unique_ptr<CURL, CurlEasyCleanup>;
using CurlMultiHandle = std::unique_ptr<CURLM, CurlMultiCleanup>;
using CurlShareHandle = std::unique_ptr<CURLSH, CurlShareCleanup>;
using CurlList = std::unique_ptr<curl_slist, CurlListFree>;

} // namespace weir
