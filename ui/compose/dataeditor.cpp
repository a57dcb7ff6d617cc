// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/dataeditor.h"

#include "compose/datapreview.h"
#include "fields/rowsedit.h"
#include "scenario/enumnames.h"
#include "theme/columnwidths.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonDocument>
#include <QPushButton>
#include <QTableWidget>

#include <algorithm>

namespace weir {

namespace {

constexpr std::chrono::milliseconds pauseBeforePreview{200};
constexpr std::size_t previewCount = 20;
constexpr int previewColumns = 12;
constexpr int previewCellLength = 300;

QString cellText(const QJsonValue &value)
{
    const QString text = value.isString() ? value.toString()
                         : value.isUndefined()
                             ? QString()
                             : QString::fromUtf8(QJsonDocument::fromVariant(QVariantList{value.toVariant()})
                                                     .toJson(QJsonDocument::Compact)
                                                     .chopped(1)
                                                     .sliced(1));
    return text.left(previewCellLength);
}

QList<RowsEdit::Column> ruleColumns()
{
    QList<std::pair<QString, QString>> kinds;
    const QStringList texts{DataEditor::tr("as it is"),       DataEditor::tr("text"),
                            DataEditor::tr("number"),         DataEditor::tr("whole number"),
                            DataEditor::tr("yes or no"),      DataEditor::tr("time (ISO 8601)"),
                            DataEditor::tr("time (seconds)"), DataEditor::tr("time (milliseconds)")};
    const QStringList &names = enumNames<FieldRule::As>();
    for (qsizetype i = 0; i < names.size(); ++i)
        kinds.append({names[i], texts.value(i)});
    return {{DataEditor::tr("Field"), {}},
            {DataEditor::tr("From"), {}},
            {DataEditor::tr("Is a"), kinds},
            {DataEditor::tr("Time format"), {}},
            {DataEditor::tr("Default"), {}}};
}

/// A default that is an empty text differs from none.
const QString emptyText = QStringLiteral("\"\"");

RowsEdit::Rows rowsOf(const std::vector<FieldRule> &map)
{
    RowsEdit::Rows rows;
    for (const FieldRule &rule : map) {
        const bool isEmptyText = rule.standard && rule.standard->isEmpty();
        rows.append({rule.field, rule.from, enumName(rule.as), rule.timeFormat,
                     isEmptyText ? emptyText : rule.standard.value_or(QString())});
    }
    return rows;
}

std::vector<FieldRule> rulesOf(const RowsEdit::Rows &rows)
{
    std::vector<FieldRule> map;
    for (const QStringList &row : rows) {
        FieldRule rule;
        rule.field = row.value(0);
        rule.from = row.value(1);
        rule.as = static_cast<FieldRule::As>(
            std::max<qsizetype>(0, enumNames<FieldRule::As>().indexOf(row.value(2))));
        rule.timeFormat = row.value(3);
        if (!row.value(4).isEmpty())
            rule.standard = row.value(4) == emptyText ? QString() : row.value(4);
        map.push_back(rule);
    }
    return map;
}

} // namespace

DataEditor::DataEditor(const EditorContext &context, QWidget *parent)
    : NodeEditor(context, ComposeGroup::Data, parent)
    , m_binder(
          context.document, context.registry, this,
          [this](Scenario &scenario) { return elementAt(scenario.data, element()); },
          [this] { return prefix(); })
{
    buildSource();
    buildFields();
    buildUse();
    buildPreview();
    endCards();
    connect(&context.document, &ScenarioDocument::changed, this, [this] { refresh(); });
}

void DataEditor::buildSource()
{
    m_source = addCard(tr("Data"));
    m_name = new QLineEdit;
    bindName(m_name);
    m_source->addField(tr("Name"), m_name, tr("Requests refer to the data by this name."));
    QComboBox *format = makeChoice({tr("A file: JSON, CSV, XML or text"), tr("Prompts written here")});
    // What the other kind needs goes with it, or the project would keep both; undoing brings it back.
    m_binder.bind<QComboBox>(
        format, QStringLiteral("format"), tr("Change the kind of data"),
        [](const DataSource &source) { return QVariant(static_cast<int>(source.format)); },
        [](DataSource &source, const QVariant &kind) {
            source.format = static_cast<DataSource::Format>(kind.toInt());
            if (source.format == DataSource::Format::Jsonl)
                source.prompts.clear();
            else
                source.path.clear();
        });
    m_source->addField(tr("From"), format, tr("Where the rows come from."));

    m_pathRow = new QWidget;
    m_path = new QLineEdit;
    m_path->setPlaceholderText(QStringLiteral("questions.jsonl"));
    QPushButton *button = new QPushButton(tr("Browse…"));
    button->setToolTip(tr("Choose the file"));
    button->setAccessibleName(tr("Choose the data file"));
    QHBoxLayout *row = new QHBoxLayout(m_pathRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_path, 1);
    row->addWidget(button);
    m_pathRow->setFocusProxy(m_path);
    m_binder.bind(m_path, tr("Change the data file"), &DataSource::path);
    connect(button, &QPushButton::clicked, this, &DataEditor::browse);
    m_source->addField(tr("File"), m_pathRow,
                       tr("Path of the file; relative paths start at the project's folder. JSON lines, a "
                          "JSON list of objects (ShareGPT too), CSV, XML or lines of text, packed by gzip or "
                          "Zstandard or not."));
    m_rows = new QLineEdit;
    m_rows->setPlaceholderText(QStringLiteral("/data/rows"));
    m_binder.bind(m_rows, tr("Change where the rows stand"), &DataSource::rows);
    m_source->addField(tr("Rows at"), m_rows,
                       tr("For a file of one document: JSON pointer of its list, or the names of the XML "
                          "elements down to those that are rows. Empty: told by the file."));

    m_prompts = new TemplateEdit(TemplateLanguage::Plain, 8);
    m_binder.bind<TemplateEdit>(
        m_prompts, QStringLiteral("prompts"), tr("Change the prompts"),
        [](const DataSource &source) { return source.prompts.join(u'\n'); },
        [](DataSource &source, const QString &text) {
            source.prompts = text.isEmpty() ? QStringList() : text.split(u'\n');
        });
    m_source->addField(tr("Prompts"), m_prompts,
                       tr("One prompt a line; each is a row with the field “prompt”."));
}

void DataEditor::buildFields()
{
    m_fields = addCard(tr("Fields"));
    QComboBox *names = makeChoice({tr("As the file has them"), tr("snake_case"), tr("camelCase")});
    m_binder.bind(names, tr("Change the fields' names"), &DataSource::names);
    m_fields->addField(tr("Names"), names, tr("How fields are called that no rule below names."));
    RowsEdit *map = new RowsEdit(ruleColumns(),
                                 {QStringLiteral("prompt"), {}, QStringLiteral("keep"), {}, {}}, tr("rule"));
    m_binder.bind<RowsEdit>(
        map, QStringLiteral("map"), tr("Change the rules for fields"),
        [](const DataSource &source) { return rowsOf(source.map); },
        [](DataSource &source, const RowsEdit::Rows &rows) { source.map = rulesOf(rows); });
    m_fields->addWide(
        map, tr("Rules"),
        tr("A rule makes one field for templates: from a field of the file by its name, or by a "
           "JSON pointer like /row/question. The default stands where there is nothing; \"\" is "
           "an empty text."));
}

void DataEditor::buildUse()
{
    FormCard *card = addCard(tr("Use"));
    QComboBox *order =
        makeChoice({tr("In their order"), tr("Shuffled: each once a round"), tr("Drawn at random")});
    m_binder.bind(order, tr("Change the order"), &DataSource::order);
    card->addField(tr("Order"), order,
                   tr("Which row the next request takes. The scenario's seed decides what is random."));
    QComboBox *atEnd = makeChoice({tr("Start again"), tr("Send no more requests"), tr("Fail: local_error")});
    m_binder.bind(atEnd, tr("Change the end of the data"), &DataSource::atEnd);
    card->addField(tr("At the end"), atEnd, tr("What happens when every row was used."));
    QComboBox *bad = makeChoice({tr("Start nothing"), tr("Leave them out, and say so")});
    m_binder.bind(bad, tr("Change what bad rows do"), &DataSource::badRows);
    card->addField(tr("Bad rows"), bad,
                   tr("Rows that can't be read, or whose fields can't be what a rule says."));
}

void DataEditor::buildPreview()
{
    FormCard *card = addCard(tr("First rows"));
    m_table = new QTableWidget;
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->setVisible(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setMinimumHeight(180);
    card->addWide(m_table, tr("First rows"),
                  tr("The first rows of the data; its columns are the fields for templates."));
    m_note = card->addHint({});
    m_previewPause.setSingleShot(true);
    m_previewPause.setInterval(pauseBeforePreview);
    connect(&m_previewPause, &QTimer::timeout, this, &DataEditor::updatePreview);
}

void DataEditor::browse()
{
    const QString folder = m_context.document.baseFolder();
    const QString chosen =
        QFileDialog::getOpenFileName(this, tr("Choose the data file"), folder,
                                     tr("Data (*.jsonl *.ndjson *.json *.csv *.tsv *.xml *.txt *.gz *.zst);;"
                                        "All files (*)"));
    if (chosen.isEmpty())
        return;
    m_binder.edit(tr("Change the data file"), {},
                  [&](DataSource &source) { source.path = m_context.document.keptPath(chosen); });
}

void DataEditor::refresh()
{
    Scenario scenario = m_context.document.scenario();
    const DataSource *source = elementAt(scenario.data, element());
    if (!source)
        return;
    m_name->setText(source->name);
    m_binder.refresh();
    m_source->setFieldVisible(m_pathRow, source->format == DataSource::Format::Jsonl);
    m_source->setFieldVisible(m_rows, source->format == DataSource::Format::Jsonl);
    m_fields->setVisible(source->format == DataSource::Format::Jsonl);
    m_source->setFieldVisible(m_prompts, source->format == DataSource::Format::Inline);
    m_previewPause.start();
}

void DataEditor::updatePreview()
{
    Scenario scenario = m_context.document.scenario();
    const DataSource *source = elementAt(scenario.data, element());
    if (!source)
        return;
    m_table->clear();
    m_table->setRowCount(0);
    m_table->setColumnCount(0);
    const Result<RowPreview> preview = previewRows(*source, m_context.document.baseFolder(), previewCount);
    m_table->setVisible(preview.ok() &&
                        !preview->rows.empty()); // an empty table would say that there is nothing
    if (!preview) {
        m_note->setText(preview.error().text());
        return;
    }
    const std::vector<QJsonObject> &rows = preview->rows;
    QStringList fields;
    for (const QJsonObject &row : rows) {
        for (const QString &key : row.keys()) {
            if (!fields.contains(key) && fields.size() < previewColumns)
                fields.append(key);
        }
    }
    m_table->setColumnCount(int(fields.size()));
    m_table->setHorizontalHeaderLabels(fields);
    m_table->setRowCount(int(rows.size()));
    for (std::size_t row = 0; row < rows.size(); ++row) {
        for (int column = 0; column < fields.size(); ++column)
            m_table->setItem(int(row), column,
                             new QTableWidgetItem(cellText(rows[row].value(fields[column]))));
    }
    constexpr int mostWidth = 480;
    fitColumns(*m_table, mostWidth);
    QStringList notes{rows.empty()
                          ? tr("The data has no row yet.")
                          : tr("Templates take a field by its name, as in {{%1}}.").arg(fields.value(0))};
    if (preview->badRows > 0)
        notes.append(tr("Bad rows before the last one shown: %1").arg(preview->badRows));
    for (const Error &bad : preview->firstBad)
        notes.append(bad.text());
    m_note->setText(notes.join(u'\n'));
}

} // namespace weir
