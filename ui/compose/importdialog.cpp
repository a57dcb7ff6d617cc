// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/importdialog.h"

#include "base/duration.h"
#include "base/inputfile.h"
#include "base/keychain.h"
#include "base/plaintext.h"
#include "base/secretreference.h"
#include "compose/steptext.h"
#include "imports/importtext.h"
#include "scenario/edit/steps.h"
#include "theme/dialogparts.h"

#include <QApplication>
#include <QComboBox>
#include <QFileDialog>
#include <QFontDatabase>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTableWidget>
#include <QVBoxLayout>

namespace weir {

namespace {

constexpr int typingPauseMs = 250;
constexpr qsizetype mostEdited = 256 * 1024;
constexpr qsizetype longestCell = 200;
constexpr int referenceColumn = 1;

QString cell(const QString &text)
{
    const QString line = plainText(text.left(longestCell + 1)).simplified();
    return line.size() > longestCell ? line.left(longestCell) + u'…' : line;
}

QString loadText(const LoadGroup &group)
{
    QStringList parts;
    for (int step = 0; step < stepCount(group); ++step)
        parts.append(stepText(group, step));
    if (parts.isEmpty()) {
        const QString level = QString::number(constantLevel(group));
        parts.append(group.isOpen() ? ImportDialog::tr("%1 requests a second").arg(level)
                                    : ImportDialog::tr("Users: %1").arg(level));
    }
    if (group.duration)
        parts.append(formatDuration(*group.duration));
    return parts.join(QStringLiteral(", "));
}

/// What a project has, a row each: kind, name, details.
QList<QStringList> rowsOf(const Scenario &scenario)
{
    QList<QStringList> rows;
    for (const Target &target : scenario.targets)
        rows.append({ImportDialog::tr("Target"), target.name,
                     QStringList{target.vendor, target.model, target.url}.join(QStringLiteral("  "))});
    for (const RequestTemplate &request : scenario.requests)
        rows.append({ImportDialog::tr("Request"), request.name,
                     request.body.isEmpty() ? request.prompt : request.body});
    for (const DataSource &data : scenario.data)
        rows.append({ImportDialog::tr("Data"), data.name, data.path});
    for (const LoadGroup &group : scenario.load.groups)
        rows.append({ImportDialog::tr("Load"), group.name, loadText(group)});
    return rows;
}

QTableWidget *table(const QStringList &columns, const QString &name, const QString &tip)
{
    QTableWidget *table = new QTableWidget(0, int(columns.size()));
    table->setHorizontalHeaderLabels(columns);
    table->horizontalHeader()->setStretchLastSection(true);
    table->verticalHeader()->hide();
    table->setTabKeyNavigation(false);
    table->setAccessibleName(name);
    table->setToolTip(tip);
    return table;
}

void fill(QTableWidget &table, const QList<QStringList> &rows, int editable = -1)
{
    table.setRowCount(int(rows.size()));
    for (int row = 0; row < rows.size(); ++row) {
        for (int column = 0; column < table.columnCount(); ++column) {
            QTableWidgetItem *item = new QTableWidgetItem(cell(rows.at(row).value(column)));
            item->setToolTip(item->text());
            if (column != editable)
                item->setFlags(item->flags() & ~Qt::ItemIsEditable);
            table.setItem(row, column, item);
        }
    }
    for (int column = 0; column + 1 < table.columnCount(); ++column)
        table.resizeColumnToContents(column);
}

void addTitled(QVBoxLayout &layout, const QString &title, QWidget *widget, int stretch)
{
    QLabel *label = new QLabel(title);
    label->setBuddy(widget);
    layout.addWidget(label);
    layout.addWidget(widget, stretch);
}

} // namespace

ImportDialog::ImportDialog(QWidget *parent)
    : QDialog(parent)
    , m_text(new QPlainTextEdit)
    , m_format(new QComboBox)
    , m_preview(table({tr("Kind"), tr("Name"), tr("What it is")}, tr("What becomes of it"),
                      tr("The parts of the project that the text makes")))
    , m_notes(new QListWidget)
    , m_secrets(
          table({tr("Where it stood"), tr("Reference")}, tr("Keys"),
                tr("Keys of the text, and the reference that stands in the place of each. keychain:NAME "
                   "stores the key there; for env:NAME set the variable before Weir starts.")))
    , m_secretsTitle(new QLabel(tr("Keys")))
    , m_failure(dialogText(TextLook::Fail))
    , m_add(dialogButton(tr("Add to This Project"),
                         tr("Add its targets and requests, or its load, to the open project")))
    , m_create(dialogButton(tr("New Project"), tr("Open it as a new project")))
{
    setWindowTitle(tr("Import"));
    resize(1000, 640);
    QSplitter *sides = new QSplitter;
    sides->addWidget(textSide());
    sides->addWidget(resultSide());
    sides->setSizes({420, 580});
    sides->setChildrenCollapsible(false);
    QPushButton *open = dialogButton(tr("Open File…"), tr("Take the text from a file"));
    QPushButton *close = dialogButton(tr("Close"), tr("Close this window (Esc)"));
    setButtonLook(*m_create, ButtonLook::Primary);
    QHBoxLayout *buttons = new QHBoxLayout;
    buttons->addWidget(open);
    buttons->addStretch();
    buttons->addWidget(close);
    buttons->addWidget(m_add);
    buttons->addWidget(m_create);
    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(sides, 1);
    layout->addWidget(m_failure);
    layout->addLayout(buttons);
    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &ImportDialog::read);
    connect(m_text, &QPlainTextEdit::textChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(m_format, &QComboBox::currentIndexChanged, this, &ImportDialog::read);
    connect(open, &QPushButton::clicked, this, &ImportDialog::openFile);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_add, &QPushButton::clicked, this, [this] { take(false); });
    connect(m_create, &QPushButton::clicked, this, [this] { take(true); });
    read();
}

QWidget *ImportDialog::textSide()
{
    QWidget *side = new QWidget;
    QVBoxLayout *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(tr("Text"));
    m_text->setPlaceholderText(tr("Paste a command or a document here"));
    m_text->setToolTip(tr("A command, a recording or a collection of another program"));
    addTitled(*layout, tr("Text"), m_text, 1);
    m_format->addItem(tr("Told by its content"));
    for (int i = 0; i < enumNames<ImportFormat>().size(); ++i)
        m_format->addItem(titleOf(static_cast<ImportFormat>(i)));
    m_format->setAccessibleName(tr("Format"));
    m_format->setToolTip(tr("What the text is, where its content does not tell it"));
    addTitled(*layout, tr("Format"), m_format, 0);
    return side;
}

QWidget *ImportDialog::resultSide()
{
    QWidget *side = new QWidget;
    QVBoxLayout *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    addTitled(*layout, tr("What becomes of it"), m_preview, 3);
    m_notes->setWordWrap(true);
    m_notes->setAccessibleName(tr("What is not as it was"));
    m_notes->setToolTip(tr("What works otherwise here, and what has no place in a project"));
    addTitled(*layout, tr("What is not as it was"), m_notes, 3);
    m_secretsTitle->setBuddy(m_secrets);
    layout->addWidget(m_secretsTitle);
    layout->addWidget(m_secrets, 2);
    return side;
}

void ImportDialog::showText(const QByteArray &text)
{
    m_large = text.size() > mostEdited ? text : QByteArray();
    m_text->setReadOnly(!m_large.isEmpty());
    m_text->setPlainText(m_large.isEmpty() ? QString::fromUtf8(text)
                                           : QString::fromUtf8(text.first(mostEdited)) + u"\n…"_qs);
    m_pause.stop();
    read();
}

void ImportDialog::continueFrom(const ImportDialog &other)
{
    m_format->setCurrentIndex(other.m_format->currentIndex());
    showText(other.m_large.isEmpty() ? other.m_text->toPlainText().toUtf8() : other.m_large);
}

void ImportDialog::showFile(const QString &path)
{
    const Result<QByteArray> bytes = readInputFile(path, mostImportBytes);
    showText(bytes ? *bytes : QByteArray());
    if (!bytes)
        tell(bytes.error().text());
}

void ImportDialog::tell(const QString &failure)
{
    m_failure->setText(failure);
    m_failure->setVisible(!failure.isEmpty());
}

void ImportDialog::openFile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Import"));
    if (!path.isEmpty())
        showFile(path);
}

void ImportDialog::read()
{
    const QByteArray text = m_large.isEmpty() ? m_text->toPlainText().toUtf8() : m_large;
    ImportOptions options;
    if (m_format->currentIndex() > 0)
        options.as = static_cast<ImportFormat>(m_format->currentIndex() - 1);
    m_import.reset();
    tell({});
    if (!text.trimmed().isEmpty()) {
        QApplication::setOverrideCursor(Qt::WaitCursor); // a recording of 64 MiB takes seconds
        const Result<Import> import = importText(text, options);
        QApplication::restoreOverrideCursor();
        if (import)
            m_import = *import;
        else
            tell(plainText(import.error().text()));
    }
    showImport(m_import.value_or(Import()));
    m_create->setEnabled(m_import.has_value());
    m_add->setEnabled(m_import.has_value());
}

void ImportDialog::showImport(const Import &import)
{
    fill(*m_preview, m_import ? rowsOf(import.scenario) : QList<QStringList>());
    m_notes->clear();
    for (const ImportNote &note : import.notes)
        m_notes->addItem(plainText(lineOf(note).text()));
    QList<QStringList> secrets;
    for (const ImportedSecret &secret : import.secrets)
        secrets.append({secret.place, secret.reference});
    fill(*m_secrets, secrets, referenceColumn);
    m_secrets->setVisible(!secrets.isEmpty());
    m_secretsTitle->setVisible(!secrets.isEmpty());
}

std::optional<Scenario> ImportDialog::settled()
{
    std::map<QString, QString> references;
    for (int row = 0; row < m_secrets->rowCount(); ++row) {
        const ImportedSecret &secret = m_import->secrets[std::size_t(row)];
        const QString wish = m_secrets->item(row, referenceColumn)->text().trimmed();
        const std::optional<SecretReference> reference = parseSecretReference(wish);
        if (!reference) {
            tell(tr("“%1” is no reference. Write env:NAME, file:PATH or keychain:NAME.").arg(wish));
            return std::nullopt;
        }
        if (reference->kind == SecretReference::Kind::Keychain && wish != secret.reference &&
            !secret.value.isEmpty()) {
            if (const Result<void> kept = writeKeychain(reference->name, secret.value); !kept) {
                tell(kept.error().text());
                return std::nullopt;
            }
        }
        references[secret.reference] = wish;
    }
    return withReferences(m_import->scenario, references);
}

void ImportDialog::take(bool isProject)
{
    if (m_pause.isActive()) {
        m_pause.stop();
        read();
    }
    const std::optional<Scenario> scenario = m_import ? settled() : std::nullopt;
    if (!scenario)
        return;
    close();
    Import import = *m_import;
    import.scenario = *scenario;
    if (isProject)
        Q_EMIT projectWanted(import.scenario);
    else
        Q_EMIT additionWanted(import);
}

} // namespace weir
