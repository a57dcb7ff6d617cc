// SPDX-License-Identifier: GPL-3.0-or-later
// The presets show the figures that they are named for, on the model's own clock: the table in
// docs/reference-service.md.
#include "service/model/servicemodel.h"
#include "service/config/serviceconfig.h"

#include <QTest>
#include <queue>

#include <algorithm>
#include <cmath>

using namespace weir;
using namespace std::chrono_literals;

namespace {

constexpr quint32 promptTokens = 24; // of the samples in resources/samples/service

struct Figures
{
    double mean = 0; ///< Of the whole answer, ms.
    double p99 = 0;  ///< ms
    double rate = 0; ///< Answers a second.
    double gpu = 0;
    quint64 failed = 0;
};

/// Users who ask, wait for the whole answer, pause, and ask again.
class ClosedLoad
{
public:
    ClosedLoad(const ModelConfig &config, quint32 users, Nanoseconds pause)
        : m_model(config, TimePoint{}), m_pause(pause)
    {
        for (quint32 i = 0; i < users; ++i) {
            m_users.push_back(std::make_unique<User>(*this));
            m_next.push({TimePoint{}, i});
        }
        for (quint32 i = 0; i < users; ++i)
            m_users[i]->number = i;
    }

    Figures run(Nanoseconds warmUp, Nanoseconds measured)
    {
        m_from = TimePoint{} + warmUp;
        const TimePoint end = m_from + measured;
        for (;;) {
            const TimePoint ask = m_next.empty() ? TimePoint::max() : m_next.top().at;
            const TimePoint due = m_model.nextDue().value_or(TimePoint::max());
            if (std::min(ask, due) >= end)
                break;
            // What is ready at the same moment goes out before the next request comes in.
            if (due <= ask)
                m_model.advance(due);
            else
                askNext();
        }
        return figures(end, measured);
    }

private:
    struct User final : public ModelClient
    {
        explicit User(ClosedLoad &of) : load(of) {}
        void onRefused(const ModelRefusal &) override { load.failed(*this); }
        void onPlaced(const ModelPlacement &) override {}
        void onTokens(const ModelTokens &) override {}
        void onFinished(const ModelEnd &end) override { load.answered(*this, end.at); }
        void onBroken(const ModelBreak &) override { load.failed(*this); }

        ClosedLoad &load;
        quint32 number = 0;
        TimePoint asked;
    };
    struct Turn
    {
        TimePoint at;
        quint32 user = 0;
        bool operator<(const Turn &other) const { return at > other.at; }
    };

    void askNext()
    {
        const Turn turn = m_next.top();
        m_next.pop();
        User &user = *m_users[turn.user];
        user.asked = turn.at;
        ModelRequest request;
        request.key = ++m_keys;
        request.promptHash = m_keys;
        request.promptTokens = promptTokens;
        m_model.submit(turn.at, request, user);
    }
    void answered(const User &user, TimePoint at)
    {
        if (at >= m_from)
            m_times.push_back(std::chrono::duration<double, std::milli>(at - user.asked).count());
        m_next.push({at + m_pause, user.number});
    }
    void failed(const User &user)
    {
        ++m_failed;
        m_next.push({user.asked + 1s, user.number});
    }
    Figures figures(TimePoint end, Nanoseconds measured)
    {
        std::sort(m_times.begin(), m_times.end());
        double sum = 0;
        for (const double time : m_times)
            sum += time;
        const double count = static_cast<double>(m_times.size());
        return {sum / count, m_times.at(static_cast<std::size_t>(0.99 * count)),
                count / std::chrono::duration<double>(measured).count(), m_model.state(end).meanGpuUse,
                m_failed};
    }

    ServiceModel m_model;
    Nanoseconds m_pause;
    TimePoint m_from;
    std::vector<std::unique_ptr<User>> m_users;
    std::priority_queue<Turn> m_next;
    std::vector<double> m_times;
    quint64 m_keys = 0;
    quint64 m_failed = 0;
};

} // namespace

class TestPresets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void targets_data();
    void targets();
};

void TestPresets::targets_data()
{
    QTest::addColumn<quint32>("users");
    QTest::addColumn<int>("pauseMs");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<double>("mean"); ///< 0: no target.
    QTest::addColumn<double>("p99");
    QTest::addColumn<double>("rate");
    QTest::addColumn<double>("gpu");
    QTest::newRow("traditional") << 129U << 0 << 20 << 890.0 << 0.0 << 145.0 << 0.58;
    QTest::newRow("open-autoglm") << 202U << 0 << 5 << 210.0 << 0.0 << 960.0 << 0.89;
    QTest::newRow("sync") << 102U << 0 << 5 << 85.0 << 0.0 << 1200.0 << 0.0;
    QTest::newRow("async") << 106U << 0 << 2 << 22.0 << 0.0 << 4800.0 << 0.0;
    QTest::newRow("pool-default") << 800U << 0 << 2 << 0.0 << 128.0 << 8200.0 << 0.0;
    QTest::newRow("pool-tuned") << 800U << 0 << 2 << 0.0 << 96.0 << 11500.0 << 0.0;
    QTest::newRow("pool-batching") << 1600U << 0 << 2 << 0.0 << 142.0 << 14300.0 << 0.0;
    QTest::newRow("forwarder-before") << 200U << 1350 << 60 << 0.0 << 3000.0 << 0.0 << 0.0;
    QTest::newRow("forwarder-after") << 800U << 1350 << 8 << 0.0 << 500.0 << 500.0 << 0.0;
}

void TestPresets::targets()
{
    QFETCH(const quint32, users);
    QFETCH(const int, pauseMs);
    QFETCH(const int, seconds);
    const Result<ServiceConfig> config = presetConfig(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(config.ok());
    ClosedLoad load(config->model, users, std::chrono::milliseconds(pauseMs));
    const Figures figures =
        load.run(std::max(2s, std::chrono::seconds(seconds / 4)), std::chrono::seconds(seconds));
    QCOMPARE(figures.failed, quint64{0});
    const QString text = QStringLiteral("mean %1 ms, p99 %2 ms, %3/s, GPU %4")
                             .arg(figures.mean)
                             .arg(figures.p99)
                             .arg(figures.rate)
                             .arg(figures.gpu);
    const auto isNear = [](double value, const char *column) {
        const double target = *static_cast<const double *>(QTest::qData(column, qMetaTypeId<double>()));
        return target == 0 || std::abs(value / target - 1) <= 0.1;
    };
    QVERIFY2(isNear(figures.mean, "mean") && isNear(figures.p99, "p99") && isNear(figures.rate, "rate") &&
                 isNear(figures.gpu, "gpu"),
             qPrintable(text));
}

QTEST_GUILESS_MAIN(TestPresets)
#include "tst_presets.moc"
