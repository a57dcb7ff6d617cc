// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/builtintarget.h"

#include "service/config/serviceconfig.h"
#include "service/referenceservice.h"

#include <QHash>

namespace weir {

namespace {

const QString scheme = QStringLiteral("builtin:");

} // namespace

QString seededTag()
{
    return QStringLiteral("SIMULATION");
}

ServiceConfig seededBy(std::optional<quint64> runSeed, ServiceConfig config)
{
    if (!config.model.seed)
        config.model.seed = runSeed;
    return config;
}

bool isBuiltinUrl(const QString &url)
{
    return url.startsWith(scheme);
}

QString presetOf(const QString &builtinUrl)
{
    const QString named = builtinUrl.sliced(scheme.size());
    return named.isEmpty() ? presetNames().first() : named;
}

BuiltinTargets::BuiltinTargets() = default;
BuiltinTargets::BuiltinTargets(BuiltinTargets &&) noexcept = default;
BuiltinTargets &BuiltinTargets::operator=(BuiltinTargets &&) noexcept = default;
BuiltinTargets::~BuiltinTargets() = default;

Result<BuiltinTargets> BuiltinTargets::startFor(const Scenario &scenario)
{
    BuiltinTargets targets;
    QHash<QString, QString> urlOfPreset;
    for (std::size_t i = 0; i < scenario.targets.size(); ++i) {
        const QString &url = scenario.targets[i].url;
        if (!isBuiltinUrl(url)) {
            targets.m_urls.append(QString());
            continue;
        }
        const QString preset = presetOf(url);
        if (!urlOfPreset.contains(preset)) {
            const Result<ServiceConfig> config = presetConfig(preset);
            if (!config) {
                Error error = config.error();
                error.where = Message::verbatim(QStringLiteral("/targets/%1/url").arg(i));
                return error;
            }
            Result<std::unique_ptr<ReferenceService>> service =
                ReferenceService::start(seededBy(scenario.seed, *config));
            if (!service)
                return service.error();
            urlOfPreset.insert(preset, (*service)->url().toString());
            targets.m_services.push_back(std::move(*service));
        }
        targets.m_urls.append(urlOfPreset.value(preset));
    }
    return targets;
}

const QStringList &BuiltinTargets::urls() const
{
    return m_urls;
}

bool BuiltinTargets::isEmpty() const
{
    return m_services.empty();
}

QString BuiltinTargets::runTag() const
{
    return m_urls.isEmpty() || m_urls.contains(QString()) ? QString() : seededTag();
}

} // namespace weir
