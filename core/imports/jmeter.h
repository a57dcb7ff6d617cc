// SPDX-License-Identifier: GPL-3.0-or-later
// JMeter's test plans (JMX). Format: the elements as
// https://jmeter.apache.org/usermanual/component_reference.html describes them.
#pragma once

#include "imports/importdraft.h"

namespace weir {

bool looksLikeJmeter(const QString &head);

/// Thread groups, HTTP samplers, header managers and timers, with the variables of the plan filled in. A
/// document with entities of its own is refused.
Result<void> readJmeter(const QString &text, ImportDraft &draft);

} // namespace weir
