// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/settingseditor.h"

#include "scenario/limits.h"

namespace weir {

SettingsEditor::SettingsEditor(const EditorContext &context, QWidget *parent)
    : NodeEditor(context, ComposeGroup::Settings, parent)
    , m_binder(
          context.document, context.registry, this, [](Scenario &scenario) { return &scenario; },
          [] { return QStringLiteral(""); })
{
    buildScenario();
    buildRun();
    buildRecording();
    endCards();
    refresh();
}

void SettingsEditor::buildScenario()
{
    FormCard *card = addCard(tr("Scenario"));
    QLineEdit *name = new QLineEdit;
    m_binder.bind(name, tr("Change the scenario's name"), &Scenario::name);
    card->addField(tr("Name"), name, tr("Shown in runs, summaries and exports."));
    TemplateEdit *description = new TemplateEdit(TemplateLanguage::Plain, 3);
    m_binder.bind(description, tr("Change the description"), &Scenario::description);
    card->addField(tr("Description"), description, tr("What the scenario is for; a note for people."));
}

void SettingsEditor::buildRun()
{
    FormCard *card = addCard(tr("Run"));
    SeedEdit *seed = new SeedEdit(tr("a new one for each run"));
    m_binder.bind(seed, tr("Change the seed"), &Scenario::seed);
    card->addField(tr("Seed"), seed,
                   tr("The same seed gives the same plan: arrivals, requests, rows, think times."));
    QLineEdit *salt = new QLineEdit;
    salt->setPlaceholderText(tr("a new one for each run"));
    m_binder.bind(salt, tr("Change the salt"), &Scenario::salt);
    card->addField(
        tr("Salt"), salt,
        tr("What {{unique}} is made of beside the seed. A new one for each run keeps prompts out of the "
           "service's cache; the one that a run recorded repeats its prompts exactly."));
    QComboBox *transport = makeChoice({tr("Qt network access"), tr("libcurl")});
    m_binder.bind(transport, tr("Change the transport"), &Scenario::transport);
    card->addField(tr("Transport"), transport,
                   tr("What moves the bytes. libcurl needs less processor time for many streams and tells "
                      "more ends apart."));
    QCheckBox *kernelStamps = new QCheckBox(tr("Stamps of the kernel"));
    m_binder.bind(kernelStamps, tr("Change the stamps"), &Scenario::kernelStamps);
    card->addField(
        {}, kernelStamps,
        tr("When the kernel received bytes, not when they were read. Over HTTP/1.1; with Qt not over TLS."));
    kernelStamps->setAccessibleName(kernelStamps->text());
    NumberEdit *workers = new NumberEdit({1, limits::maxWorkers, true, false, {}}, true,
                                         tr("chosen from the load and the machine"));
    m_binder.bind(workers, tr("Change the workers"), &Scenario::workers);
    card->addField(tr("Workers"), workers, tr("Threads that send requests and read streams."));
    NumberEdit *event = new NumberEdit({1, limits::maxEventMib, true, false, QStringLiteral("MiB")});
    m_binder.bind(event, tr("Change the largest event"), &Scenario::mostEventMib);
    card->addField(tr("Largest event"), event,
                   tr("What one event, one line or a whole answer may have; beyond it the request ends as a "
                      "local_error. Images and audio need more."));
}

void SettingsEditor::buildRecording()
{
    FormCard *card = addCard(tr("Recording"));
    const auto add = [&](bool Recording::*member, const QString &label, const QString &tip) {
        QCheckBox *field = new QCheckBox(label);
        m_binder.bind(field, tr("Change the recording"), &Scenario::recording, member);
        card->addField({}, field, tip);
        field->setAccessibleName(label);
    };
    add(&Recording::chunkTimes, tr("Time of every chunk"),
        tr("Needed for waterfalls and for other tools' definitions; a few bytes each."));
    add(&Recording::prompts, tr("Prompts"), tr("Keep every prompt in the run file."));
    add(&Recording::answers, tr("Answers"), tr("Keep every answer in the run file."));
}

void SettingsEditor::refresh()
{
    m_binder.refresh();
}

} // namespace weir
