// SPDX-License-Identifier: GPL-3.0-or-later
#include "randomscenario.h"

namespace weir {

namespace {

bool coin(Random &random)
{
    return random.below(2) == 0;
}

QString text(Random &random)
{
    static const QString letters =
        QStringLiteral("ab \"\\/{}\n\r\t\u0001\u007fü漢\u2028") + QString::fromUcs4(U"𝄞");
    QString made;
    for (quint64 i = random.below(12); i > 0; --i)
        made += letters[static_cast<qsizetype>(random.below(static_cast<quint64>(letters.size())))];
    return made;
}

QStringList texts(Random &random)
{
    QStringList made;
    for (quint64 i = random.below(4); i > 0; --i)
        made.append(text(random));
    return made;
}

Nanoseconds time(Random &random)
{
    // From nanoseconds to centuries.
    return Nanoseconds{static_cast<qint64>(random.nextWord() >> (2 + random.below(62)))};
}

double real(Random &random)
{
    return random.normal(0, 1) * std::pow(10.0, static_cast<double>(random.below(40)) - 20);
}

quint32 word(Random &random)
{
    return static_cast<quint32>(random.nextWord() >> (32 + random.below(32)));
}

quint64 longWord(Random &random)
{
    return random.nextWord() >> random.below(64);
}

template <typename Enum>
Enum choice(Random &random, quint64 count)
{
    return static_cast<Enum>(random.below(count));
}

template <typename T, typename Make>
std::optional<T> maybe(Random &random, Make make)
{
    return coin(random) ? std::optional<T>(make(random)) : std::nullopt;
}

Target target(Random &random)
{
    Target made;
    made.name = text(random);
    made.url = text(random);
    made.vendor = text(random);
    made.model = text(random);
    made.auth = {choice<AuthScheme>(random, 3), text(random), text(random)};
    for (quint64 i = random.below(3); i > 0; --i)
        made.headers.push_back({text(random), text(random)});
    made.verifyTls = coin(random);
    made.http2 = coin(random);
    made.reuseConnections = coin(random);
    made.proxy = text(random);
    made.timers = {time(random), time(random), time(random), time(random)};
    made.retry = {word(random), time(random), real(random), coin(random), texts(random)};
    return made;
}

RequestTemplate request(Random &random)
{
    RequestTemplate made;
    made.name = text(random);
    made.target = text(random);
    made.weight = real(random);
    made.system = text(random);
    made.prompt = text(random);
    made.data = text(random);
    made.body = text(random);
    made.stream = coin(random);
    made.maxTokens = maybe<quint32>(random, word);
    for (quint64 i = random.below(3); i > 0; --i)
        made.checks.push_back({choice<Check::Kind>(random, 3), text(random), longWord(random)});
    return made;
}

DataSource source(Random &random)
{
    return {text(random),  choice<DataSource::Format>(random, 2), text(random),
            texts(random), choice<DataSource::Order>(random, 3),  choice<DataSource::AtEnd>(random, 3)};
}

Load load(Random &random)
{
    Load made;
    if (coin(random))
        made.model =
            ClosedLoad{word(random), {choice<ThinkTime::Kind>(random, 3), time(random), time(random)}};
    else
        made.model = OpenLoad{real(random), choice<Arrivals>(random, 3), maybe<quint32>(random, word),
                              choice<OpenLoad::CapPolicy>(random, 2)};
    if (coin(random))
        made.duration =
            maybe<Nanoseconds>(random, time); // otherwise the default, which has a rule of its own
    made.requests = maybe<quint64>(random, longWord);
    made.warmUp = time(random);
    made.drain = time(random);
    return made;
}

Goals goals(Random &random)
{
    Goals made;
    made.serviceLevel = {maybe<Nanoseconds>(random, time), maybe<Nanoseconds>(random, time),
                         maybe<Nanoseconds>(random, time)};
    made.thresholds = texts(random);
    made.stallLimit = time(random);
    made.validity = {real(random), time(random), time(random), real(random),
                     time(random), real(random), real(random)};
    return made;
}

} // namespace

Scenario randomScenario(Random &random)
{
    Scenario made;
    made.name = text(random);
    made.description = text(random);
    for (quint64 i = random.below(3); i > 0; --i)
        made.targets.push_back(target(random));
    for (quint64 i = random.below(3); i > 0; --i)
        made.requests.push_back(request(random));
    for (quint64 i = random.below(3); i > 0; --i)
        made.data.push_back(source(random));
    made.load = load(random);
    made.goals = goals(random);
    made.recording = {coin(random), coin(random), coin(random)};
    made.transport = choice<TransportKind>(random, 2);
    made.kernelStamps = coin(random);
    made.seed = maybe<quint64>(random, longWord);
    made.workers = maybe<quint32>(random, word);
    return made;
}

} // namespace weir
