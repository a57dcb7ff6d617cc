// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/problemchecker.h"

namespace weir {

namespace {
constexpr std::chrono::milliseconds pauseBeforeCheck{200};
}

ProblemChecker::ProblemChecker(QObject *parent) : QObject(parent), m_thread(QStringLiteral("weir-check"))
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseBeforeCheck);
    connect(&m_pause, &QTimer::timeout, this, &ProblemChecker::start);
}

void ProblemChecker::schedule(const Scenario &scenario, const CheckContext &context)
{
    m_scenario = scenario;
    m_context = context;
    ++m_asked;
    m_pause.start();
}

void ProblemChecker::checkNow(const Scenario &scenario, const CheckContext &context)
{
    schedule(scenario, context);
    m_pause.stop();
    start();
}

void ProblemChecker::start()
{
    const quint64 number = m_asked;
    m_thread.post([this, number, scenario = m_scenario, context = m_context] {
        Problems problems = check(scenario, context);
        QMetaObject::invokeMethod(
            this,
            [this, number, found = std::move(problems)] {
                if (number != m_asked)
                    return; // the scenario has changed since; a newer answer is on its way
                m_answered = number;
                Q_EMIT checked(found);
            },
            Qt::QueuedConnection);
    });
}

} // namespace weir
