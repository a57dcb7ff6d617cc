// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/presetdialog.h"

#include "base/inputfile.h"
#include "base/outputfile.h"
#include "base/plaintext.h"
#include "protocol/decodingtext.h"
#include "protocol/jsonplace.h"
#include "theme/dialogparts.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QFontDatabase>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTableWidget>
#include <QTextBlock>
#include <QVBoxLayout>

namespace weir {

namespace {

constexpr int typingPauseMs = 250;
constexpr qint64 largestTranscript = qint64{4} << 20;
constexpr std::size_t mostRows = 1000;

QPlainTextEdit *textEdit(const QString &name, const QString &tip)
{
    QPlainTextEdit *edit = new QPlainTextEdit;
    edit->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    edit->setLineWrapMode(QPlainTextEdit::NoWrap);
    edit->setTabChangesFocus(true);
    edit->setAccessibleName(name);
    edit->setToolTip(tip);
    return edit;
}

QLabel *titleFor(const QString &text, QWidget *of)
{
    QLabel *label = new QLabel(text);
    label->setBuddy(of);
    return label;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(qint64{1} << 20) : QByteArray();
}

} // namespace

PresetDialog::PresetDialog(QWidget *parent)
    : QDialog(parent)
    , m_origin(dialogText(TextLook::Muted))
    , m_preset(
          textEdit(tr("Preset"), tr("The vendor's preset as JSON; docs/vendor-presets.md tells its keys")))
    , m_problems(new QListWidget)
    , m_transcript(textEdit(tr("Recorded answer"),
                            tr("An answer of the service: what curl -i or weir-cli once shows, or its body")))
    , m_events(new QTableWidget(0, 3))
    , m_end(textEdit(tr("The end of the answer"),
                     tr("How the answer ended, and the places that no rule of the preset reads")))
    , m_save(dialogButton(tr("Save"), tr("Write the preset into its file, or into one beside the project")))
{
    setWindowTitle(tr("Preset of the vendor"));
    resize(1100, 680);
    QSplitter *sides = new QSplitter;
    sides->addWidget(presetSide());
    sides->addWidget(transcriptSide());
    sides->setChildrenCollapsible(false);
    QPushButton *open = dialogButton(tr("Open answer…"), tr("Take a recorded answer from a file"));
    QPushButton *close = dialogButton(tr("Close"), tr("Close this window (Esc)"));
    QHBoxLayout *buttons = new QHBoxLayout;
    buttons->addWidget(open);
    buttons->addStretch();
    buttons->addWidget(m_save);
    buttons->addWidget(close);
    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(sides, 1);
    layout->addLayout(buttons);
    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &PresetDialog::read);
    for (QPlainTextEdit *edit : {m_preset, m_transcript})
        connect(edit, &QPlainTextEdit::textChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(m_transcript, &QPlainTextEdit::textChanged, this, [this] { m_recorded.clear(); });
    connect(m_problems, &QListWidget::currentRowChanged, this, &PresetDialog::showLine);
    connect(open, &QPushButton::clicked, this, &PresetDialog::openTranscript);
    connect(m_save, &QPushButton::clicked, this, &PresetDialog::save);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
}

QWidget *PresetDialog::presetSide()
{
    QWidget *side = new QWidget;
    QVBoxLayout *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(titleFor(tr("Preset"), m_preset));
    layout->addWidget(m_origin);
    layout->addWidget(m_preset, 3);
    m_problems->setAccessibleName(tr("Problems of the preset"));
    m_problems->setToolTip(tr("What is wrong with the preset; a chosen one shows its line"));
    m_problems->setWordWrap(true);
    layout->addWidget(titleFor(tr("Problems"), m_problems));
    layout->addWidget(m_problems, 1);
    return side;
}

QWidget *PresetDialog::transcriptSide()
{
    QWidget *side = new QWidget;
    QVBoxLayout *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(titleFor(tr("Recorded answer"), m_transcript));
    layout->addWidget(m_transcript, 1);
    m_events->setHorizontalHeaderLabels({tr("Kind"), tr("Tokens"), tr("What it says")});
    m_events->horizontalHeader()->setSectionResizeMode(2, QHeaderView::Stretch);
    m_events->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_events->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_events->setTabKeyNavigation(false);
    m_events->setAccessibleName(tr("Decoded events"));
    m_events->setToolTip(tr("What the preset makes of each event of the answer"));
    layout->addWidget(titleFor(tr("What the preset makes of it"), m_events));
    layout->addWidget(m_events, 2);
    m_end->setReadOnly(true);
    layout->addWidget(titleFor(tr("The end of the answer"), m_end));
    layout->addWidget(m_end, 1);
    return side;
}

void PresetDialog::showVendor(const QString &vendor, const QString &baseFolder)
{
    m_vendor = vendor;
    m_baseFolder = baseFolder;
    const VendorShelf shelf(baseFolder);
    const VendorSource *source = namesVendorFile(vendor) ? nullptr : shelf.find(vendor);
    m_originOfFile = source != nullptr ? source->origin : VendorOrigin::File;
    m_path = source != nullptr ? source->path : QDir::cleanPath(QDir(baseFolder).absoluteFilePath(vendor));
    m_origin->setText(m_originOfFile == VendorOrigin::BuiltIn
                          ? tr("Comes with Weir. Saving writes a file beside the project, which then counts.")
                          : m_path);
    m_preset->setPlainText(QString::fromUtf8(contentOf(m_path)));
    m_pause.stop();
    read();
}

/// As it would be read once it is saved: what begins as a preset of Weir's may be like that very one.
VendorSource PresetDialog::sourceOf(const QByteArray &text) const
{
    if (m_originOfFile != VendorOrigin::BuiltIn)
        return vendorSource(m_originOfFile, m_path, text);
    const VendorOrigin origin = m_baseFolder.isEmpty() ? VendorOrigin::ConfigFolder : VendorOrigin::Project;
    return vendorSource(origin, placeFor(vendorSource(origin, m_path, text).name), text);
}

void PresetDialog::read()
{
    const QByteArray text = m_preset->toPlainText().toUtf8();
    const VendorReading reading = readVendor(sourceOf(text), VendorShelf(m_baseFolder));
    m_problems->clear();
    m_lines.clear();
    for (const Problem &problem : reading.problems) {
        m_lines.push_back(lineOf(text, problem.path));
        m_problems->addItem(tr("Line %1: %2").arg(m_lines.back()).arg(plainText(placed(problem).text())));
    }
    m_save->setEnabled(!hasErrors(reading.problems));
    decode(reading);
}

void PresetDialog::decode(const VendorReading &reading)
{
    m_events->setRowCount(0);
    m_end->clear();
    const QByteArray recorded = m_recorded.isEmpty() ? m_transcript->toPlainText().toUtf8() : m_recorded;
    if (hasErrors(reading.problems) || recorded.trimmed().isEmpty())
        return;
    const Result<DecodedAnswer> answer =
        decodeTranscript(reading.preset, transcriptFrom(recorded, reading.preset));
    if (!answer) {
        m_end->setPlainText(answer.error().text());
        return;
    }
    const std::size_t rows = std::min(answer->events.size(), mostRows);
    m_events->setRowCount(int(rows));
    for (std::size_t row = 0; row < rows; ++row) {
        const DecodedEvent &event = answer->events[row];
        const QStringList texts{event.kind, QString::number(event.tokens), eventText(event)};
        for (int column = 0; column < texts.size(); ++column)
            m_events->setItem(int(row), column, new QTableWidgetItem(texts.at(column)));
    }
    m_end->setPlainText(endLines(*answer).join(u'\n'));
}

void PresetDialog::showLine(int problem)
{
    if (problem < 0 || std::size_t(problem) >= m_lines.size())
        return;
    QTextCursor cursor(m_preset->document()->findBlockByNumber(m_lines[std::size_t(problem)] - 1));
    cursor.select(QTextCursor::LineUnderCursor);
    m_preset->setTextCursor(cursor);
}

void PresetDialog::openTranscript()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Open a recorded answer"), m_baseFolder);
    if (path.isEmpty())
        return;
    showTranscript(path);
}

/// The bytes count, not what a text box makes of them: line ends, Amazon's messages.
void PresetDialog::showTranscript(const QString &path)
{
    const Result<QByteArray> bytes = readInputFile(path, largestTranscript);
    if (!bytes) {
        m_end->setPlainText(bytes.error().text());
        return;
    }
    const QByteArray recorded = bytes->first(std::min<qsizetype>(bytes->size(), largestTranscript));
    m_transcript->setPlainText(QString::fromUtf8(recorded));
    m_recorded = recorded;
}

/// A preset that comes with Weir is not written to.
QString PresetDialog::placeFor(const QString &name) const
{
    if (m_originOfFile != VendorOrigin::BuiltIn)
        return m_path;
    const QString folder =
        m_baseFolder.isEmpty() ? userVendorFolder() : m_baseFolder + QStringLiteral("/vendors");
    return QStringLiteral("%1/%2.json").arg(folder, QString(name).replace(u'/', u'-'));
}

void PresetDialog::save()
{
    const QByteArray text = m_preset->toPlainText().toUtf8();
    const QString name = sourceOf(text).name;
    const QString path = placeFor(name);
    QDir().mkpath(QFileInfo(path).path());
    if (const Result<void> written = writeFile(path, text); !written) {
        m_end->setPlainText(written.error().text());
        return;
    }
    const bool isOnShelf = m_originOfFile != VendorOrigin::File;
    const QString vendor = isOnShelf ? name : m_vendor;
    showVendor(vendor, m_baseFolder);
    Q_EMIT saved(vendor);
}

} // namespace weir
