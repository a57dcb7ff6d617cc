// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/config/configcontradictions.h"

#include "base/duration.h"
#include "base/secretreference.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace weir {

namespace {

class Finder
{
public:
    explicit Finder(Problems &problems) : m_problems(problems) {}

    /// A problem at `path` where `wrong` holds.
    void at(bool wrong, const QString &path, const Message &message, Severity severity = Severity::Error)
    {
        if (wrong)
            m_problems.push_back({severity, path, message});
    }

private:
    Problems &m_problems;
};

/// Keychains are of a desktop, and the service also runs without one.
bool isReference(const QString &text)
{
    const std::optional<SecretReference> reference = parseSecretReference(text);
    return reference && reference->kind != SecretReference::Kind::Keychain;
}

// The value itself is never shown: it may be a secret that was written here by mistake.
const MessageText needsReference =
    WEIR_TEXT("service.reference_expected",
              "A reference to the secret is expected, env:NAME or file:PATH, never the secret itself.");

void checkLimits(Finder &find, const RateLimitConfig &limits, const QString &path)
{
    find.at(
        limits.requestBurst > 0 && limits.requestsPerSecond <= 0, path + QStringLiteral("/request_burst"),
        WEIR_TEXT("service.burst_needs_requests_per_second", "It needs \"requests_per_second\" beside it."));
    find.at(limits.requestBurst > 0 && limits.requestBurst < 1, path + QStringLiteral("/request_burst"),
            WEIR_TEXT("service.small_bucket",
                      "A bucket smaller than one request lets none pass; write 1 or more."));
    find.at(limits.tokenBurst > 0 && limits.tokensPerSecond <= 0, path + QStringLiteral("/token_burst"),
            WEIR_TEXT("service.burst_needs_tokens_per_second", "It needs \"tokens_per_second\" beside it."));
}

void checkKeys(Finder &find, const std::vector<ApiKeyConfig> &keys)
{
    QSet<QString> names;
    QSet<QString> references;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const ApiKeyConfig &key = keys[i];
        const QString path = QStringLiteral("/gateway/keys/%1").arg(i);
        find.at(key.name.isEmpty(), path + QStringLiteral("/name"),
                WEIR_TEXT("service.key_name_missing", "A name is missing."));
        find.at(!key.name.isEmpty() && names.contains(key.name), path + QStringLiteral("/name"),
                WEIR_TEXT("service.key_name_twice", "Two keys have this name."));
        find.at(!isReference(key.key), path + QStringLiteral("/key"), needsReference);
        find.at(isReference(key.key) && references.contains(key.key), path + QStringLiteral("/key"),
                WEIR_TEXT("service.key_twice", "Two names have this key."));
        names.insert(key.name);
        references.insert(key.key);
        checkLimits(find, key.limits, path + QStringLiteral("/limits"));
    }
}

void checkGateway(Finder &find, const GatewayConfig &gateway)
{
    checkKeys(find, gateway.keys);
    checkLimits(find, gateway.limits, QStringLiteral("/gateway/limits"));
    const JwtConfig &jwt = gateway.jwt;
    find.at(!jwt.secret.isEmpty() && !isReference(jwt.secret), QStringLiteral("/gateway/jwt/secret"),
            needsReference);
    find.at(jwt.secret.isEmpty() && !(jwt.issuer.isEmpty() && jwt.audience.isEmpty()),
            QStringLiteral("/gateway/jwt/secret"),
            WEIR_TEXT("service.jwt_without_secret", "Tokens can't be checked without a secret."));
    const CanaryReleaseConfig &canary = gateway.canary;
    find.at(canary.share > 0 && canary.replicas == 0, QStringLiteral("/gateway/canary/replicas"),
            WEIR_TEXT("service.canary_without_replica",
                      "A version that gets requests needs at least one replica."));
    // It goes out in a header.
    static const QRegularExpression name(QStringLiteral("\\A[A-Za-z0-9._-]{1,64}\\z"));
    find.at(!name.match(canary.version).hasMatch(), QStringLiteral("/gateway/canary/version"),
            WEIR_TEXT("service.canary_name",
                      "The version needs a name of up to 64 letters, digits, dots, dashes and underscores."));
}

void checkScheduler(Finder &find, const ModelConfig &model)
{
    const SchedulerConfig &scheduler = model.scheduler;
    const bool isContinuous = scheduler.kind == SchedulerKind::Continuous;
    const bool isFixed = scheduler.kind == SchedulerKind::Fixed;
    find.at(isContinuous && scheduler.kvTokens > 0 && scheduler.kvTokens < scheduler.prefillChunk,
            QStringLiteral("/scheduler/kv_tokens"),
            Message(WEIR_TEXT("service.small_kv_cache",
                              "The cache must hold at least one chunk of a prompt, %1 tokens."),
                    scheduler.prefillChunk));
    find.at(model.queue.perReplica && isFixed, QStringLiteral("/queue/per_replica"),
            WEIR_TEXT("service.fixed_without_queue",
                      "The fixed scheduler has no queue; choose another scheduler or false."));
    const ReplicaConfig &replicas = model.replicas;
    const Nanoseconds step = replicas.stepBase + replicas.stepPerSequence + replicas.hostPerStep;
    find.at(!isFixed && step < std::chrono::microseconds(1), QStringLiteral("/replicas/step_base"),
            WEIR_TEXT("service.short_step", "A decode step takes at least 1us; step_base, step_per_sequence "
                                            "and host_per_step together are less."));
    find.at(isFixed && model.prefixCache.tokens > 0, QStringLiteral("/prefix_cache/tokens"),
            WEIR_TEXT("service.fixed_without_prefill", "The fixed scheduler has no prefill to shorten."),
            Severity::Warning);
    find.at(
        model.prefixCache.tokens > 0 && model.prefixCache.tokens < model.prefixCache.blockTokens,
        QStringLiteral("/prefix_cache/tokens"),
        Message(WEIR_TEXT("service.small_prefix_cache", "The cache must hold at least one block, %1 tokens."),
                model.prefixCache.blockTokens));
}

void checkCache(Finder &find, const ResultCacheConfig &cache)
{
    const bool isOff = cache.entries == 0;
    const MessageText needsEntries =
        WEIR_TEXT("service.cache_is_off", "It needs \"entries\" above 0: the cache is off.");
    find.at(isOff && !cache.warmPrompts.empty(), QStringLiteral("/cache/warm_prompts"), needsEntries);
    find.at(isOff && cache.warming != CacheWarming::None, QStringLiteral("/cache/warming"), needsEntries);
    find.at(!isOff && cache.warmPrompts.size() > cache.entries, QStringLiteral("/cache/warm_prompts"),
            WEIR_TEXT("service.more_prompts_than_entries",
                      "There are more prompts than entries; those that came first go at once."),
            Severity::Warning);
}

void checkRules(Finder &find, const AutoscalerConfig &scaler)
{
    const bool isRules = scaler.kind == ScalingKind::Rules;
    const QString path = QStringLiteral("/autoscaler/rules");
    find.at(isRules && scaler.rules.empty(), path,
            WEIR_TEXT("service.rules_needed", "The kind \"rules\" needs at least one rule."));
    find.at(!isRules && !scaler.rules.empty(), path,
            WEIR_TEXT("service.rules_of_another_kind", "Rules need the kind \"rules\"."));
    for (std::size_t i = 0; i < scaler.rules.size(); ++i)
        find.at(
            scaler.rules[i].change == 0, path + QStringLiteral("/%1/change").arg(i),
            WEIR_TEXT("service.rule_without_change", "A rule changes the number of replicas; 0 does not."));
}

void checkAutoscaler(Finder &find, const ModelConfig &model)
{
    const AutoscalerConfig &scaler = model.autoscaler;
    find.at(scaler.least > scaler.most, QStringLiteral("/autoscaler/least"),
            Message(WEIR_TEXT("service.least_above_most",
                              "The least number of replicas, %1, is above the most, %2."),
                    scaler.least, scaler.most));
    checkRules(find, scaler);
    if (scaler.kind == ScalingKind::Off)
        return;
    find.at(model.scheduler.kind == SchedulerKind::Fixed, QStringLiteral("/autoscaler/kind"),
            WEIR_TEXT("service.fixed_without_replicas",
                      "The fixed scheduler has no replicas to scale; choose another scheduler."));
    const quint32 count = model.replicas.count;
    find.at(scaler.least <= scaler.most && (count < scaler.least || count > scaler.most),
            QStringLiteral("/replicas/count"),
            Message(WEIR_TEXT("service.replicas_outside_bounds",
                              "The autoscaler keeps %1 to %2 replicas; begin with as many."),
                    scaler.least, scaler.most));
    const bool isShare = scaler.metric == ScalingMetric::GpuUse || scaler.metric == ScalingMetric::KvUse;
    find.at(scaler.kind != ScalingKind::Rules && isShare && scaler.target > 1,
            QStringLiteral("/autoscaler/target"),
            WEIR_TEXT("service.use_is_a_share", "A use is a share from 0 to 1."));
    find.at(scaler.kind == ScalingKind::Forecast && scaler.forecastWindow < 2 * scaler.period,
            QStringLiteral("/autoscaler/forecast_window"),
            Message(WEIR_TEXT("service.short_forecast",
                              "A line needs two points: at least twice the period, %1."),
                    formatDuration(2 * scaler.period)));
}

void checkNetwork(Finder &find, const NetworkConfig &network, const QString &path)
{
    find.at(network.bytesPerSecond > 0 && network.bytesPerSecond < 1,
            path + QStringLiteral("/bytes_per_second"),
            WEIR_TEXT("service.slow_below_one_byte", "Write at least 1, or 0 for no bound."));
    find.at(network.correlation > 0 && network.jitter.count() == 0, path + QStringLiteral("/correlation"),
            WEIR_TEXT("service.delays_all_alike", "Delays without \"jitter\" are all alike."),
            Severity::Warning);
}

void checkExhaustion(Finder &find, const DrillConfig &drill, const ModelConfig &model, const QString &path)
{
    find.at(drill.severity <= 0, path + QStringLiteral("/severity"),
            WEIR_TEXT("service.drill_takes_nothing", "A drill takes something away; write a share above 0."));
    constexpr double mostCompute = 0.99;
    const bool isCompute = drill.resource == ExhaustedResource::Compute;
    find.at(isCompute && drill.severity > mostCompute, path + QStringLiteral("/severity"),
            WEIR_TEXT("service.drill_takes_all_compute",
                      "At least a hundredth of the compute must be left; write 0.99 or less."));
    const bool hasKv = model.scheduler.kind == SchedulerKind::Continuous && model.scheduler.kvTokens > 0;
    find.at(drill.resource == ExhaustedResource::Kv && !hasKv, path + QStringLiteral("/resource"),
            WEIR_TEXT("service.drill_needs_kv", "It needs the continuous scheduler and its \"kv_tokens\"."));
    find.at(drill.resource == ExhaustedResource::Queue && model.queue.capacity == 0,
            path + QStringLiteral("/resource"),
            WEIR_TEXT("service.drill_needs_capacity", "It needs a queue with a \"capacity\"."));
}

bool needsReplicas(const DrillConfig &drill)
{
    return drill.kind == DrillKind::ReplicaLoss ||
           (drill.kind == DrillKind::Partition && drill.side == PartitionSide::Replicas) ||
           (drill.kind == DrillKind::Exhaustion && drill.resource == ExhaustedResource::Compute);
}

void checkDrill(Finder &find, const DrillConfig &drill, const ModelConfig &model, const QString &path)
{
    find.at(drill.every && *drill.every <= drill.length, path + QStringLiteral("/every"),
            Message(WEIR_TEXT("service.every_within_drill", "It must be longer than the drill itself, %1."),
                    formatDuration(drill.length)));
    checkNetwork(find, drill.network, path);
    find.at(needsReplicas(drill) && model.scheduler.kind == SchedulerKind::Fixed,
            path + QStringLiteral("/kind"),
            WEIR_TEXT("service.drill_of_fixed", "It has no effect: the fixed scheduler has no replicas."),
            Severity::Warning);
    switch (drill.kind) {
    case DrillKind::Latency:
        find.at(drill.network.delay.count() == 0 && drill.network.jitter.count() == 0,
                path + QStringLiteral("/delay"),
                WEIR_TEXT("service.latency_without_delay", "A latency drill needs a delay or a jitter."));
        break;
    case DrillKind::SlowNetwork:
        find.at(drill.network.bytesPerSecond <= 0, path + QStringLiteral("/bytes_per_second"),
                WEIR_TEXT("service.slow_network_without_rate", "A slow network needs a rate above 0."));
        break;
    case DrillKind::Partition:
        find.at(drill.share <= 0, path + QStringLiteral("/share"),
                WEIR_TEXT("service.partition_of_nobody",
                          "A partition cuts somebody off; write a share above 0."));
        break;
    case DrillKind::ReplicaLoss:
        find.at(drill.replicas > std::max(model.replicas.count, model.autoscaler.most),
                path + QStringLiteral("/replicas"),
                WEIR_TEXT("service.never_so_many_replicas", "There are never as many replicas."));
        break;
    case DrillKind::Exhaustion:
        checkExhaustion(find, drill, model, path);
        break;
    }
}

} // namespace

void findContradictions(const ServiceConfig &config, Problems &problems)
{
    Finder find(problems);
    const ModelConfig &model = config.model;
    checkGateway(find, model.gateway);
    checkScheduler(find, model);
    checkCache(find, model.cache);
    checkAutoscaler(find, model);
    checkNetwork(find, model.network, QStringLiteral("/network"));
    for (std::size_t i = 0; i < model.drills.size(); ++i)
        checkDrill(find, model.drills[i], model, QStringLiteral("/drills/%1").arg(i));
    const Result<void> faults = checkFaults(config.faults);
    if (!faults)
        problems.push_back({Severity::Error, QStringLiteral("/faults"), faults.error().message()});
}

} // namespace weir
