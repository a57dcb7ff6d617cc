// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/loadpreview.h"

namespace weir {

namespace {
constexpr std::chrono::milliseconds pauseBeforePlan{100};
}

LoadPreview::LoadPreview(QObject *parent) : QObject(parent), m_thread(QStringLiteral("weir-preview"))
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseBeforePlan);
    connect(&m_pause, &QTimer::timeout, this, &LoadPreview::start);
}

void LoadPreview::ask(const LoadQuestion &question)
{
    m_question = question;
    ++m_asked;
    m_pause.start();
}

void LoadPreview::start()
{
    const quint64 number = m_asked;
    m_thread.post([this, number, question = m_question] {
        LoadOutlook plan = outlookOf(question);
        QMetaObject::invokeMethod(
            this,
            [this, number, question, answer = std::move(plan)] {
                if (number != m_asked)
                    return; // the load has changed since; a newer answer is on its way
                m_answered = number;
                Q_EMIT planned(question, answer);
            },
            Qt::QueuedConnection);
    });
}

} // namespace weir
