// SPDX-License-Identifier: GPL-3.0-or-later
// A configuration in which no member has its default, and yet none contradicts another.
#pragma once

#include "service/config/serviceconfig.h"

namespace weir::test {

inline GatewayConfig fullGateway()
{
    GatewayConfig gateway;
    const RateLimitConfig limits{10, 20, 3000, 40000};
    gateway.keys = {{QStringLiteral("blue"), QStringLiteral("env:BLUE"), -3, limits}};
    gateway.jwt = {QStringLiteral("file:/run/secret"), QStringLiteral("weir"), QStringLiteral("users"),
                   std::chrono::seconds(7)};
    gateway.limits = {11, 21, 3001, 40001};
    gateway.mostPromptTokens = 4096;
    gateway.overhead = std::chrono::microseconds(300);
    gateway.canary = {0.1, QStringLiteral("next"), 2, 0.9, 0.01};
    return gateway;
}

inline ReplicaConfig fullReplicas()
{
    ReplicaConfig replicas;
    replicas.count = 4;
    replicas.prefillTokensPerSecond = 12'345.5;
    replicas.stepBase = std::chrono::milliseconds(9);
    replicas.stepPerSequence = std::chrono::microseconds(77);
    replicas.hostPerRequest = std::chrono::milliseconds(3);
    replicas.hostPerStep = std::chrono::microseconds(500);
    replicas.stepJitter = 0.05;
    replicas.speedSpread = 0.1;
    replicas.coldStart = std::chrono::seconds(11);
    replicas.warmUp = std::chrono::seconds(12);
    replicas.warmUpFrom = 0.3;
    replicas.startCold = true;
    replicas.failuresPerHour = 2.5;
    replicas.repair = std::chrono::seconds(13);
    replicas.failover = Failover::Resume;
    replicas.balancing = Balancing::TwoChoices;
    replicas.breaker = {true, 4, 20, 6, std::chrono::seconds(40)};
    return replicas;
}

inline AutoscalerConfig fullAutoscaler()
{
    AutoscalerConfig scaler;
    scaler.kind = ScalingKind::Rules;
    scaler.least = 2;
    scaler.most = 8;
    scaler.metric = ScalingMetric::RequestsPerSecond;
    scaler.target = 1000;
    scaler.tolerance = 0.2;
    scaler.period = std::chrono::seconds(10);
    scaler.upWindow = std::chrono::seconds(20);
    scaler.downWindow = std::chrono::minutes(4);
    scaler.forecastWindow = std::chrono::minutes(3);
    scaler.horizon = std::chrono::seconds(45);
    scaler.rules = {{ScalingMetric::KvUse, true, 0.9, std::chrono::seconds(5), 2},
                    {ScalingMetric::GpuUse, false, 0.2, std::chrono::minutes(2), -1}};
    return scaler;
}

inline OutputConfig fullOutput()
{
    OutputConfig output;
    output.tokens = {RandomFigureKind::Gamma, 200, 150, 1, 2000};
    output.reasoningTokens = {RandomFigureKind::Exponential, 300, 0, 10, 5000};
    output.reasoningShare = 0.5;
    output.toolCallShare = 0.25;
    output.tokensPerChunk = 4;
    output.ttftFactor = {RandomFigureKind::Uniform, 1, 1.0 / 3};
    output.gapFactor = {RandomFigureKind::Normal, 1, 0.1};
    output.usage = false;
    output.timings = false;
    return output;
}

inline std::vector<DrillConfig> fullDrills()
{
    const NetworkConfig network{std::chrono::milliseconds(500), std::chrono::milliseconds(50), 0.25, 1e6};
    DrillConfig drill{DrillKind::Exhaustion,
                      std::chrono::seconds(30),
                      std::chrono::seconds(20),
                      std::chrono::minutes(1),
                      network,
                      0.5,
                      PartitionSide::Clients,
                      2,
                      ExhaustedResource::Kv,
                      0.75};
    std::vector<DrillConfig> drills;
    for (const DrillKind kind : {DrillKind::Latency, DrillKind::SlowNetwork, DrillKind::Partition,
                                 DrillKind::ReplicaLoss, DrillKind::Exhaustion}) {
        drill.kind = kind;
        drills.push_back(drill);
    }
    return drills;
}

/// Every member but those that no file holds.
inline ServiceConfig fullConfig()
{
    ServiceConfig config;
    config.description = QStringLiteral("Every member: \"text\", \u00e4\u6c34.");
    config.tls = true;
    config.faults = {{FaultKind::Truncate, 0.05}, {FaultKind::ResetOnAccept, 0.1}};
    config.limits = {
        std::chrono::seconds(1), std::chrono::seconds(2), std::chrono::seconds(3), 8192, 65536, 77, 99'999};
    ModelConfig &model = config.model;
    model.seed = 0xffff'ffff'ffff'ffff;
    model.gateway = fullGateway();
    model.queue = {100, std::chrono::seconds(30), false, true, std::chrono::minutes(5)};
    model.scheduler = {SchedulerKind::Continuous,
                       std::chrono::milliseconds(50),
                       std::chrono::milliseconds(20),
                       9,
                       17,
                       std::chrono::milliseconds(21),
                       65,
                       513,
                       100'000};
    model.replicas = fullReplicas();
    model.cache = {50,
                   CachePolicy::Ttl,
                   std::chrono::minutes(1),
                   std::chrono::milliseconds(1),
                   CacheWarming::Incremental,
                   33.5,
                   {QStringLiteral("What is a weir?"), QStringLiteral("Where?")}};
    model.prefixCache = {20'000, 32};
    model.autoscaler = fullAutoscaler();
    model.output = fullOutput();
    model.network = {std::chrono::milliseconds(2), std::chrono::milliseconds(1), 0.1, 1.5e6};
    model.drills = fullDrills();
    return config;
}

} // namespace weir::test
