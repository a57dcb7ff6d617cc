// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/modelfinder.h"

#include "base/plaintext.h"
#include "base/secretreference.h"
#include "protocol/modellisting.h"
#include "scenario/channelkind.h"

#include <algorithm>
#include <utility>

namespace weir {

namespace {

constexpr qsizetype mostNames = 10; ///< Of a list that people are to read.

constexpr MessageText nameOneText =
    WEIR_TEXT("models.name_one", "Name one with --model NAME, or in the scenario's target.");

/// The bodies of the requests that ask the target; an empty one stands for the vendor's.
QStringList bodiesFor(const Scenario &scenario, std::size_t target)
{
    QStringList bodies;
    for (const RequestTemplate &request : scenario.requests) {
        const bool isAsked =
            request.target.isEmpty() ? target == 0 : request.target == scenario.targets[target].name;
        if (isAsked)
            bodies.append(request.body);
    }
    return bodies;
}

QString listed(const QStringList &names)
{
    QStringList shown;
    for (const QString &name : names.mid(0, mostNames))
        shown.append(plainText(name));
    return shown.join(QStringLiteral(", ")) + (names.size() > mostNames ? QStringLiteral(", …") : QString());
}

Message adviceFor(const ModelAnswer &answer, const QString &key)
{
    constexpr int notFound = 404;
    if (answer.status == notFound)
        return nameOneText;
    if (!isSecretReference(key))
        return Message(
            WEIR_TEXT("models.key_needed",
                      "Give the service's key with --key, or name the model with --model NAME, or do "
                      "so in the scenario's target."));
    return Message(
        WEIR_TEXT("models.key_refused",
                  "The key that was sent is %1: check that it holds the key of this service, or name "
                  "the model with --model NAME, or in the scenario's target."),
        key);
}

Error refusal(const ModelAnswer &answer, const QString &key)
{
    return {Message(WEIR_TEXT("models.refused",
                              "No model is named, and the service does not tell which it has: %1 answered "
                              "with status %2"),
                    answer.url, answer.status),
            {},
            adviceFor(answer, key)};
}

Error severalOf(const QStringList &names)
{
    return {Message(WEIR_TEXT("models.several", "No model is named, and the service has %1: %2"),
                    names.size(), listed(names)),
            {},
            nameOneText};
}

} // namespace

std::vector<std::size_t> targetsWithoutModel(const Scenario &scenario, const QString &baseFolder)
{
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < scenario.targets.size(); ++i) {
        const Target &target = scenario.targets[i];
        const QUrl url(target.url.trimmed());
        if (!target.model.isEmpty() || url.host().isEmpty() || channelOf(url.scheme()) != ChannelKind::Http)
            continue;
        const Result<VendorPreset> vendor = findVendor(target.vendor, baseFolder);
        if (vendor && lacksModel(target, *vendor, bodiesFor(scenario, i)))
            found.push_back(i);
    }
    return found;
}

ModelFinder::ModelFinder(QObject *parent) : QObject(parent)
{
    connect(&m_query, &ModelQuery::answered, this, &ModelFinder::take);
}

void ModelFinder::start(const Scenario &scenario, const QString &baseFolder)
{
    cancel();
    m_isGoingOn = true;
    m_baseFolder = baseFolder;
    m_models = {scenario, {}, {}};
    m_left = targetsWithoutModel(scenario, baseFolder);
    std::reverse(m_left.begin(), m_left.end());
    QMetaObject::invokeMethod(this, &ModelFinder::askNext, Qt::QueuedConnection);
}

void ModelFinder::cancel()
{
    m_query.cancel();
    m_isGoingOn = false;
}

void ModelFinder::askNext()
{
    if (!m_isGoingOn || m_query.isGoingOn())
        return; // cancelled before it began, and perhaps begun anew
    if (m_left.empty())
        return end(m_models);
    if (const Result<void> started = m_query.start(m_models.scenario, m_baseFolder, m_left.back()); !started)
        end(started.error());
}

void ModelFinder::take(const ModelAnswer &answer)
{
    Target &target = m_models.scenario.targets[m_left.back()];
    const Message place = Message::verbatim(QStringLiteral("/targets/%1/model").arg(m_left.back()));
    m_left.pop_back();
    switch (answer.kind) {
    case ModelAnswer::Kind::Refused:
        return end(refusal(answer, target.auth.key).within(place));
    case ModelAnswer::Kind::Untold:
        m_models.warnings.push_back(
            Message(WEIR_TEXT("models.none_known",
                              "No model is named, and none could be found out, so the requests hold an empty "
                              "name: %1 Name one with --model NAME, or in the scenario's target."),
                    answer.problem));
        return askNext();
    case ModelAnswer::Kind::Told:
        break;
    }
    if (answer.names.size() > 1)
        return end(severalOf(answer.names).within(place));
    if (answer.names.isEmpty())
        return end(Error{
            Message(WEIR_TEXT("models.none", "No model is named, and the list of the service at %1 is empty"),
                    answer.url),
            place, nameOneText});
    target.model = answer.names.front();
    m_models.taken.push_back(
        Message(WEIR_TEXT("models.taken", "No model is named; the service's only one is taken: %1"),
                plainText(target.model)));
    askNext();
}

void ModelFinder::end(const Result<FoundModels> &result)
{
    m_isGoingOn = false;
    Q_EMIT found(result);
}

} // namespace weir
