// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/failureexamples.h"

#include <algorithm>

namespace weir {

QString requestText(const FailureExample &example, const QString &tag)
{
    const QString number = QString::number(example.request.value());
    return tag.isEmpty() ? number : tag + u'-' + number;
}

void FailureExamples::add(const QString &key, const RequestRecord &record)
{
    std::vector<FailureExample> &messages = m_messages[key];
    const auto known =
        std::find_if(messages.begin(), messages.end(), [&record](const FailureExample &example) {
            return example.message == record.outcome.message;
        });
    if (known != messages.end())
        ++known->count;
    else if (messages.size() < mostMessages)
        messages.push_back({record.outcome.message, record.request, record.target, 1});
}

std::map<QString, FailureExample> FailureExamples::commonest() const
{
    std::map<QString, FailureExample> result;
    for (const auto &[key, messages] : m_messages)
        result.emplace(key, *std::max_element(messages.begin(), messages.end(),
                                              [](const FailureExample &a, const FailureExample &b) {
                                                  return a.count < b.count;
                                              }));
    return result;
}

} // namespace weir
