// SPDX-License-Identifier: GPL-3.0-or-later
// Baidu's Qianfan (ERNIE, V1), POST /rpc/2.0/ai_custom/v1/wenxinworkshop/chat/MODEL: the model stands in the
// path, errors stand inside HTTP 200 as error_code and error_msg. Sources:
// cloud.baidu.com/doc/WENXINWORKSHOP/s/Fm3e8i4zy (request and answer) and .../s/tlmyncueh (error codes);
// github.com/baidubce/bce-qianfan-sdk, its mock server.
#pragma once

#include "service/dialects/dialect.h"

namespace weir {

/// "qianfan". A function call comes whole, with its last token. Reasoning stands in `reasoning_content`, as
/// V2 names it, since V1 has no place for it; none for timings either.
std::unique_ptr<Dialect> makeQianfan();

} // namespace weir
