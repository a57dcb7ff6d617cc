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
    made.auth = {choice<AuthScheme>(random, 4), text(random), text(random)};
    for (quint64 i = random.below(3); i > 0; --i)
        made.headers.push_back({text(random), text(random)});
    made.verifyTls = coin(random);
    made.tls = {text(random), text(random), text(random), text(random)};
    made.http2 = coin(random);
    made.reuseConnections = coin(random);
    made.proxy = text(random);
    made.timers = {time(random), time(random), time(random), time(random)};
    made.retry = {word(random), time(random), real(random), coin(random), texts(random)};
    return made;
}

/// None, JSON as a file holds it, or what is not JSON yet.
RawJson json(Random &random)
{
    switch (random.below(3)) {
    case 0:
        return {};
    case 1:
        return RawJson::of(QJsonObject{{text(random), QJsonArray{text(random), real(random), QJsonValue()}},
                                       {u"n"_qs, qint64(longWord(random) >> 1)}});
    default:
        return {u"{x"_qs + text(random)};
    }
}

TokenLength tokenLength(Random &random)
{
    TokenLength made{choice<TokenLength::Kind>(random, 7),
                     word(random),
                     word(random),
                     word(random),
                     word(random),
                     {},
                     text(random)};
    for (quint64 i = random.below(3); i > 0; --i)
        made.buckets.push_back({word(random), word(random), real(random)});
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
    made.images = texts(random);
    made.audio = texts(random);
    made.data = text(random);
    made.body = text(random);
    made.stream = coin(random);
    made.maxTokens = maybe<quint32>(random, word);
    made.parameters = {maybe<double>(random, real),
                       maybe<double>(random, real),
                       texts(random),
                       maybe<qint64>(random, [](Random &r) { return static_cast<qint64>(r.nextWord()); }),
                       maybe<quint32>(random, word),
                       coin(random),
                       text(random),
                       json(random),
                       json(random)};
    made.extraBody = json(random);
    made.conversation = {texts(random), text(random), {}, word(random), word(random)};
    made.promptTokens = tokenLength(random);
    made.outputTokens = tokenLength(random);
    for (quint64 i = random.below(3); i > 0; --i)
        made.checks.push_back({choice<Check::Kind>(random, 14), choice<Check::Subject>(random, 2),
                               text(random), text(random), longWord(random), json(random)});
    return made;
}

DataSource source(Random &random)
{
    DataSource made;
    made.name = text(random);
    made.format = choice<DataSource::Format>(random, 2);
    made.path = text(random);
    made.prompts = texts(random);
    made.order = choice<DataSource::Order>(random, 3);
    made.atEnd = choice<DataSource::AtEnd>(random, 3);
    made.rows = text(random);
    made.names = choice<DataSource::Names>(random, 3);
    for (quint64 i = random.below(3); i > 0; --i)
        made.map.push_back({text(random), text(random), choice<FieldRule::As>(random, 8), text(random),
                            maybe<QString>(random, text)});
    made.badRows = choice<DataSource::BadRows>(random, 2);
    return made;
}

qint32 signedWord(Random &random)
{
    return static_cast<qint32>(static_cast<quint32>(random.nextWord())) >> random.below(32);
}

OpenStep openStep(Random &random)
{
    switch (random.below(std::variant_size_v<OpenStep>)) {
    case 0:
        return RateStep{real(random), time(random)};
    case 1:
        return RateRamp{real(random), real(random), time(random)};
    case 2:
        return RateStairs{maybe<double>(random, real), real(random), word(random), time(random),
                          time(random)};
    case 3:
        return SpreadStep{longWord(random), time(random)};
    case 4:
        return AtOnceStep{longWord(random)};
    case 5:
        return PeakStep{longWord(random), time(random)};
    default:
        return PauseStep{time(random)};
    }
}

ClosedStep closedStep(Random &random)
{
    switch (random.below(std::variant_size_v<ClosedStep>)) {
    case 0:
        return UsersStep{word(random), time(random)};
    case 1:
        return UserRamp{word(random), word(random), time(random)};
    default:
        return UserStairs{maybe<quint32>(random, word), signedWord(random), word(random), time(random),
                          time(random)};
    }
}

ClosedLoad closedLoad(Random &random)
{
    ClosedLoad made;
    made.users = word(random);
    made.think = {choice<ThinkTime::Kind>(random, 5), time(random), time(random), time(random)};
    made.pace = maybe<Nanoseconds>(random, time);
    made.iterations = maybe<quint64>(random, longWord);
    made.keepConnections = coin(random);
    for (quint64 i = random.below(4); i > 0; --i)
        made.steps.push_back(closedStep(random));
    return made;
}

OpenLoad openLoad(Random &random)
{
    OpenLoad made{real(random), choice<Arrivals>(random, 4), maybe<quint32>(random, word),
                  choice<CapPolicy>(random, 2), real(random)};
    for (quint64 i = random.below(4); i > 0; --i)
        made.steps.push_back(openStep(random));
    return made;
}

TraceLoad traceLoad(Random &random)
{
    return {text(random),
            text(random),
            text(random),
            text(random),
            real(random),
            time(random),
            maybe<Nanoseconds>(random, time),
            maybe<quint32>(random, word),
            choice<CapPolicy>(random, 2)};
}

LoadGroup group(Random &random)
{
    LoadGroup made;
    switch (random.below(3)) {
    case 0:
        made.model = closedLoad(random);
        break;
    case 1:
        made.model = openLoad(random);
        break;
    default:
        made.model = traceLoad(random);
    }
    made.name = text(random);
    made.mix = texts(random);
    made.startAfter = time(random);
    if (coin(random))
        made.duration =
            maybe<Nanoseconds>(random, time); // otherwise the default, which has a rule of its own
    made.requests = maybe<quint64>(random, longWord);
    made.abandon = {maybe<Nanoseconds>(random, time), maybe<quint64>(random, longWord), real(random)};
    return made;
}

Load load(Random &random)
{
    Load made;
    made.groups.clear();
    for (quint64 i = random.below(3) + 1; i > 0; --i)
        made.groups.push_back(group(random));
    made.warmUp = time(random);
    made.drain = time(random);
    made.maxDuration = maybe<Nanoseconds>(random, time);
    return made;
}

Goals goals(Random &random)
{
    Goals made;
    made.serviceLevel = {maybe<Nanoseconds>(random, time), maybe<Nanoseconds>(random, time),
                         maybe<Nanoseconds>(random, time)};
    made.thresholds = texts(random);
    made.errorBudget = real(random);
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
    made.salt = coin(random) ? QString() : QString::number(random.below(1'000'000), 36);
    made.workers = maybe<quint32>(random, word);
    made.mostEventMib = static_cast<quint32>(random.below(1024) + 1);
    return made;
}

} // namespace weir
