// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/words.h"

#include <array>
#include <string_view>

namespace weir {

namespace {

constexpr std::array<std::string_view, 64> words{
    " river",   " stream",  " weir",   " water", " flow",    " stone",   " bank",   " gauge",
    " level",   " current", " bridge", " mill",  " wheel",   " basin",   " spring", " brook",
    " channel", " depth",   " width",  " slope", " gravel",  " sand",    " reed",   " willow",
    " heron",   " trout",   " rain",   " cloud", " valley",  " meadow",  " north",  " south",
    " rises",   " falls",   " turns",  " runs",  " meets",   " carries", " holds",  " measures",
    " over",    " under",   " along",  " past",  " through", " below",   " above",  " beside",
    " the",     " a",       " one",    " every", " slow",    " clear",   " deep",   " narrow",
    " quiet",   " steady",  " early",  " late",  " and",     " or",      " then",   " while"};

} // namespace

void appendWords(std::string &out, quint32 count, Random &random)
{
    for (quint32 i = 0; i < count; ++i)
        out += words[random.below(words.size())];
}

} // namespace weir
