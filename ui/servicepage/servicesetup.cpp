// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicepage/servicesetup.h"

#include "base/fileerror.h"
#include "base/inputfile.h"
#include "base/outputfile.h"
#include "charts/chartexport.h"
#include "charts/savedialog.h"
#include "fields/valueedit.h"
#include "service/config/configreader.h"
#include "service/config/configwriter.h"
#include "service/config/presetwords.h"
#include "theme/icons.h"
#include "theme/roomlabel.h"
#include "theme/themesource.h"
#include "theme/widgetlook.h"

#include <QCheckBox>
#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QGuiApplication>
#include <QStandardPaths>
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
    , m_card(new QFrame(this))
    , m_choice(new QComboBox)
    , m_description(new RoomLabel)
    , m_port(new NumberEdit({0, 65535, true, false, {}}, true, tr("any")))
    , m_seed(new SeedEdit(tr("preset's")))
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
    makeCard(*m_card);
    buildFields();
    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_card);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &ServiceSetup::takeChoice);
    connect(m_start, &QPushButton::clicked, this, &ServiceSetup::startOrStop);
    connect(m_target, &QPushButton::clicked, this, &ServiceSetup::targetWanted);
    connect(&m_service, &ServiceController::runningChanged, this, &ServiceSetup::adapt);
    takeChoice(0);
    adapt();
}

void ServiceSetup::buildFields()
{
    QStringList descriptions;
    for (const QString &name : presetNames()) {
        m_choice->addItem(name);
        if (const Result<ServiceConfig> preset = presetConfig(name))
            descriptions << presetWords(preset->description).text();
    }
    setTextLook(*m_description, TextLook::Muted);
    m_description->keepRoomFor(descriptions); // choosing another preset moves nothing
    m_key->setPlaceholderText(tr("none"));
    QLabel *title = new QLabel(tr("Reference service"));
    setTextLook(*title, TextLook::Title);
    QGridLayout *grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);
    const auto add = [grid](const QString &label, const QString &tip, QWidget *field, int row, int column,
                            int span) {
        QLabel *text = new QLabel(label);
        setTextLook(*text, TextLook::Muted);
        text->setBuddy(field);
        text->setToolTip(tip);
        for (QWidget *widget : {field, field->focusProxy() ? field->focusProxy() : field}) {
            widget->setToolTip(tip);
            widget->setAccessibleName(label);
        }
        grid->addWidget(text, row, column);
        grid->addWidget(field, row, column + 1, 1, span);
    };
    add(tr("Preset"), tr("A configuration that comes with Weir, or a loaded file"), m_choice, 0, 0, 3);
    grid->addWidget(m_description, 1, 0, 1, 4);
    add(tr("Port"), tr("Where the service listens on this machine; empty: any free port"), m_port, 2, 0, 1);
    add(tr("Seed"), tr("The same seed makes the same answers; empty: the preset's own"), m_seed, 2, 2, 1);
    add(tr("Key"), tr("Where the key is that requests need: env:NAME or file:PATH; empty: none"), m_key, 3, 0,
        1);
    grid->addWidget(m_tls, 3, 2, 1, 2);
    m_tls->setToolTip(tr("Serve with a certificate that is made at the start"));
    m_tls->setAccessibleName(tr("HTTPS"));
    QVBoxLayout *column = new QVBoxLayout(m_card);
    column->setContentsMargins(16, 10, 16, 10);
    column->setSpacing(8);
    column->addWidget(title);
    column->addLayout(grid);
    column->addWidget(buildState());
    column->addWidget(buildFiles());
    column->addWidget(m_error); // below all that can be pressed
}

QWidget *ServiceSetup::buildState()
{
    QWidget *box = new QWidget;
    setTextLook(*m_error, TextLook::Fail);
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
    QHBoxLayout *acts = new QHBoxLayout;
    acts->setSpacing(8);
    acts->addWidget(m_start, 1);
    acts->addWidget(m_target, 1);
    column->addLayout(acts);
    column->addLayout(address);
    return box;
}

QWidget *ServiceSetup::buildFiles()
{
    QWidget *box = new QWidget;
    m_load = makeButton(tr("Load configuration…"), tr("Take the configuration of a JSON file"), box);
    QPushButton *save = makeButton(tr("Save configuration…"),
                                   tr("Write this configuration as a JSON file; without port and key"), box);
    for (QPushButton *button : {m_load, save})
        setButtonLook(*button, ButtonLook::Flat);
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
    m_description->setText(presetWords(m_config.description).text());
    m_seed->setValue(std::nullopt);
    m_tls->setChecked(m_config.tls);
    Q_EMIT configurationChanged(m_config);
}

void ServiceSetup::continueFrom(const ServiceSetup &other)
{
    const QSignalBlocker quiet(m_choice); // a file may have changed since it was read
    for (int i = m_choice->count(); i < other.m_choice->count(); ++i)
        m_choice->addItem(other.m_choice->itemText(i), other.m_choice->itemData(i));
    m_choice->setCurrentIndex(other.m_choice->currentIndex());
    m_config = other.m_config;
    showConfig();
    m_port->type(other.m_port->text());
    m_seed->type(other.m_seed->text());
    m_key->setText(other.m_key->text());
    m_tls->setChecked(other.m_tls->isChecked());
}

void ServiceSetup::choosePreset(const QString &name)
{
    const int index = m_choice->findText(name);
    if (index >= 0)
        m_choice->setCurrentIndex(index);
}

Result<void> ServiceSetup::loadFile(const QString &path)
{
    const Result<QByteArray> json = readInputFile(path, largestFile);
    if (!json)
        return Error{
            Message(WEIR_TEXT("service_file.not_read", "The file can't be read: %1"), json.error().what),
            json.error().where,
            {}};
    if (json->size() > largestFile)
        return Error{
            Message(WEIR_TEXT("service_file.too_large", "The file is too large for a configuration")),
            Message::verbatim(path),
            {}};
    Result<ServiceConfig> config = configFromJson(*json, QFileInfo(path).fileName());
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
    return writeFile(path, configToText(wanted().config));
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
                {QStringLiteral("json"), tr("Configurations (*.json)")},
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
    start.config.model.seed = m_seed->value() ? m_seed->value() : m_config.model.seed;
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
    setButtonLook(*m_start, runs ? ButtonLook::Danger : ButtonLook::Primary);
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
