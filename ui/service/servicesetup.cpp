// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/servicesetup.h"

#include "charts/chartexport.h"
#include "charts/savedialog.h"
#include "compose/fields/formcard.h"
#include "compose/fields/valueedit.h"
#include "service/configreader.h"
#include "service/configwriter.h"
#include "theme/icons.h"
#include "theme/themesource.h"

#include <QCheckBox>
#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QStandardPaths>
#include <QStyle>
#include <QToolButton>

namespace weir {

namespace {

constexpr qint64 largestFile = 1024 * 1024;

QPushButton *makeButton(const QString &text, const QString &tip, QWidget *parent)
{
    QPushButton *button = new QPushButton(text, parent);
    button->setToolTip(tip);
    button->setAccessibleName(text);
    return button;
}

} // namespace

ServiceSetup::ServiceSetup(ThemeSource &themes, ServiceController &service, QWidget *parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_service(service)
    , m_form(new FormCard(tr("Reference service"), this))
    , m_choice(new QComboBox)
    , m_port(new NumberEdit({0, 65535, true, false, {}}, true, tr("any free one")))
    , m_seed(new SeedEdit(tr("of the preset")))
    , m_key(new QLineEdit)
    , m_tls(new QCheckBox(tr("HTTPS")))
    , m_start(new QPushButton(this))
    , m_error(new QLabel(this))
    , m_url(new QLineEdit(this))
    , m_copy(new QToolButton(this))
    , m_target(makeButton(tr("Use as target"),
                          tr("Point the scenario's target at this service, as one step that can be undone"),
                          this))
{
    buildFields();
    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_form);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &ServiceSetup::takeChoice);
    connect(m_start, &QPushButton::clicked, this, &ServiceSetup::startOrStop);
    connect(m_target, &QPushButton::clicked, this, &ServiceSetup::targetWanted);
    connect(&m_service, &ServiceController::runningChanged, this, &ServiceSetup::adapt);
    takeChoice(0);
    adapt();
}

void ServiceSetup::buildFields()
{
    for (const QString &name : presetNames())
        m_choice->addItem(name);
    m_form->addField(tr("Preset"), m_choice, tr("A configuration that comes with Weir, or a loaded file"));
    m_description = m_form->addHint({});
    m_form->addField(tr("Port"), m_port,
                     tr("Where the service listens on this machine; empty: any free port"));
    m_form->addField(tr("Seed"), m_seed, tr("The same seed makes the same answers; empty: the preset's own"));
    m_key->setPlaceholderText(tr("none"));
    m_form->addField(tr("Key"), m_key,
                     tr("Where the key is that requests need: env:NAME or file:PATH; empty: none"));
    m_form->addField({}, m_tls, tr("Serve with a certificate that is made at the start"));
    m_tls->setAccessibleName(tr("HTTPS"));
    m_form->addWide(buildState(), {}, {});
    m_form->addWide(buildFiles(), {}, {});
}

QWidget *ServiceSetup::buildState()
{
    QWidget *box = new QWidget;
    m_error->setProperty("weirText", QStringLiteral("fail"));
    m_error->setWordWrap(true);
    m_error->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_error->setAccessibleName(tr("Why the service does not run"));
    m_error->hide();
    m_url->setReadOnly(true);
    m_url->setPlaceholderText(tr("URL, once it runs"));
    m_url->setToolTip(tr("Where the service can be reached from this machine"));
    m_url->setAccessibleName(tr("URL of the service"));
    m_copy->setToolTip(tr("Copy the URL"));
    m_copy->setAccessibleName(tr("Copy the URL"));
    const auto setIcon = [this] { m_copy->setIcon(themedIcon(Icon::Copy, m_themes.theme().muted)); };
    setIcon();
    connect(&m_themes, &ThemeSource::changed, m_copy, setIcon);
    connect(m_copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_url->text()); });
    QHBoxLayout *address = new QHBoxLayout;
    address->setSpacing(4);
    address->addWidget(m_url, 1);
    address->addWidget(m_copy);
    QVBoxLayout *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_start);
    column->addWidget(m_error);
    column->addLayout(address);
    column->addWidget(m_target);
    return box;
}

QWidget *ServiceSetup::buildFiles()
{
    QWidget *box = new QWidget;
    m_load = makeButton(tr("Load configuration…"), tr("Take the configuration of a JSON file"), box);
    QPushButton *save = makeButton(tr("Save configuration…"),
                                   tr("Write this configuration as a JSON file; without port and key"), box);
    for (QPushButton *button : {m_load, save})
        button->setProperty("weirRole", QStringLiteral("flat"));
    connect(m_load, &QPushButton::clicked, this, &ServiceSetup::askToLoad);
    connect(save, &QPushButton::clicked, this, &ServiceSetup::askToSave);
    QHBoxLayout *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_load, 1);
    row->addWidget(save, 1);
    return box;
}

void ServiceSetup::takeChoice(int index)
{
    const QString path = m_choice->itemData(index).toString();
    if (!path.isEmpty()) {
        const Result<void> loaded = loadFile(path); // anew: it may have been changed since
        showError(loaded ? QString() : loaded.error().text());
        return;
    }
    const Result<ServiceConfig> preset = presetConfig(m_choice->itemText(index));
    if (!preset) {
        showError(preset.error().text());
        return;
    }
    m_config = *preset;
    showError({});
    showConfig();
}

void ServiceSetup::showConfig()
{
    m_description->setText(m_config.description);
    m_seed->setValue(std::nullopt);
    m_tls->setChecked(m_config.tls);
    Q_EMIT configurationChanged(m_config);
}

void ServiceSetup::choosePreset(const QString &name)
{
    const int index = m_choice->findText(name);
    if (index >= 0)
        m_choice->setCurrentIndex(index);
}

Result<void> ServiceSetup::loadFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{tr("The file can't be read: %1").arg(file.errorString()), path, {}};
    if (file.size() > largestFile)
        return Error{tr("The file is too large for a configuration"), path, {}};
    Result<ServiceConfig> config = configFromJson(file.readAll(), QFileInfo(path).fileName());
    if (!config)
        return config.error();
    m_config = std::move(config).value();
    const QSignalBlocker blocker(m_choice);
    int index = m_choice->findData(path);
    if (index < 0) {
        m_choice->addItem(QFileInfo(path).fileName(), path);
        index = m_choice->count() - 1;
    }
    m_choice->setCurrentIndex(index);
    showError({});
    showConfig();
    return {};
}

Result<void> ServiceSetup::saveFile(const QString &path) const
{
    return saveBytes(path, configToText(wanted().config));
}

void ServiceSetup::askToLoad()
{
    QFileDialog *dialog = new QFileDialog(this, tr("Load a configuration"),
                                          QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation),
                                          tr("Configurations (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        const Result<void> loaded = loadFile(path);
        if (!loaded)
            showError(loaded.error().text());
    });
    dialog->open();
}

void ServiceSetup::askToSave()
{
    const QString name = QFileInfo(m_choice->currentText()).completeBaseName() + QStringLiteral(".json");
    askAndSave(*this,
               {{},
                name,
                QStringLiteral("json"),
                tr("Configurations (*.json)"),
                [this](const QString &path) { return saveFile(path); }},
               [this](const QString &path, const Result<void> &saved) {
                   if (saved)
                       Q_EMIT told(tr("Saved %1").arg(QFileInfo(path).fileName()), false);
                   else
                       Q_EMIT told(saved.error().text(), true);
               });
}

ServiceStart ServiceSetup::wanted() const
{
    ServiceStart start{m_choice->currentText(), m_config, m_key->text().trimmed()};
    start.config.port = static_cast<quint16>(m_port->value().value_or(0));
    start.config.model.seed = m_seed->value().value_or(m_config.model.seed);
    start.config.tls = m_tls->isChecked();
    return start;
}

void ServiceSetup::startOrStop()
{
    showError({});
    if (m_service.isRunning()) {
        m_service.stop();
        return;
    }
    const QString problem = m_port->problem().isEmpty() ? m_seed->problem() : m_port->problem();
    if (!problem.isEmpty()) {
        showError(problem);
        return;
    }
    const Result<void> started = m_service.start(wanted());
    if (!started)
        showError(started.error().text());
}

void ServiceSetup::setFaults(const std::vector<FaultShare> &faults)
{
    m_config.faults = faults;
}

void ServiceSetup::adapt()
{
    const bool runs = m_service.isRunning();
    for (QWidget *field :
         {static_cast<QWidget *>(m_choice), static_cast<QWidget *>(m_port), static_cast<QWidget *>(m_seed),
          static_cast<QWidget *>(m_key), static_cast<QWidget *>(m_tls), static_cast<QWidget *>(m_load)})
        field->setEnabled(!runs);
    m_start->setText(runs ? tr("Stop") : tr("Start"));
    m_start->setAccessibleName(runs ? tr("Stop the service") : tr("Start the service"));
    m_start->setToolTip(runs ? tr("Stop the service; open answers break off")
                             : tr("Start the service on this machine"));
    m_start->setProperty("weirRole", runs ? QStringLiteral("danger") : QStringLiteral("primary"));
    m_start->style()->unpolish(m_start);
    m_start->style()->polish(m_start);
    m_url->setText(m_service.url().toString());
    m_url->setCursorPosition(0);
    m_copy->setEnabled(runs);
    m_target->setEnabled(runs);
}

void ServiceSetup::showError(const QString &text)
{
    m_error->setText(text);
    m_error->setVisible(!text.isEmpty());
}

QString ServiceSetup::errorText() const
{
    return m_error->text();
}

QString ServiceSetup::urlText() const
{
    return m_url->text();
}

QString ServiceSetup::descriptionText() const
{
    return m_description->text();
}

} // namespace weir
