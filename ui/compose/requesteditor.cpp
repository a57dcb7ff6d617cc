// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/requesteditor.h"

#include "compose/datapreview.h"
#include "scenario/enumnames.h"

#include <QSpinBox>

namespace weir {

namespace {

constexpr std::chrono::milliseconds pauseBeforePreview{200};
constexpr int highestPreviewRow = 1000;

/// Fills a combo box with names behind a first entry that stands for the empty name; keeps what is chosen.
void fillNames(QComboBox *box, const QString &none, const QStringList &names)
{
    const QSignalBlocker blocker(box);
    const QVariant chosen = box->currentData();
    box->clear();
    box->addItem(none, QString());
    for (const QString &name : names)
        box->addItem(name, name);
    box->setCurrentIndex(box->findData(chosen));
}

RowsEdit::Rows rowsOf(const std::vector<Check> &checks)
{
    RowsEdit::Rows rows;
    for (const Check &check : checks) {
        const bool counts = check.kind == Check::Kind::MinOutputTokens;
        rows.append({enumName(check.kind), counts ? QString::number(check.count) : check.text});
    }
    return rows;
}

std::vector<Check> checksOf(const RowsEdit::Rows &rows)
{
    std::vector<Check> checks;
    for (const QStringList &row : rows) {
        Check check;
        check.kind =
            static_cast<Check::Kind>(std::max<qsizetype>(0, enumNames<Check::Kind>().indexOf(row.value(0))));
        if (check.kind == Check::Kind::MinOutputTokens)
            check.count = row.value(1).toULongLong();
        else
            check.text = row.value(1);
        checks.push_back(check);
    }
    return checks;
}

} // namespace

RequestEditor::RequestEditor(const EditorContext &context, QWidget *parent)
    : NodeEditor(context, ComposeGroup::Requests, parent)
    , m_binder(
          context.document, context.registry, this,
          [this](Scenario &scenario) { return elementAt(scenario.requests, element()); },
          [this] { return prefix(); })
{
    m_target = new QComboBox;
    m_data = new QComboBox;
    fillChoices();
    // Before the last refresh(), which looks the names up.
    connect(&context.document, &ScenarioDocument::changed, this, &RequestEditor::fillChoices);
    buildRequest();
    buildTexts();
    buildChecks();
    buildPreview();
    endCards();
    connect(&context.document, &ScenarioDocument::changed, this, [this] { refresh(); });
}

void RequestEditor::buildRequest()
{
    FormCard *card = addCard(tr("Request"));
    m_name = new QLineEdit;
    bindName(m_name);
    card->addField(tr("Name"), m_name, tr("Shown in the tree and in results."));
    m_binder.bind(m_target, tr("Change the target"), &RequestTemplate::target);
    card->addField(tr("Target"), m_target, tr("Which service gets this request."));
    NumberEdit *weight = new NumberEdit({0, 1e6, false, true, {}});
    m_binder.bind(weight, tr("Change the weight"), &RequestTemplate::weight);
    card->addField(tr("Weight"), weight,
                   tr("Share of this request among all: its weight over the sum of all weights."));
    m_binder.bind(m_data, tr("Change the data"), &RequestTemplate::data);
    card->addField(tr("Data"), m_data, tr("The rows whose fields fill the templates below."));
    QCheckBox *stream = new QCheckBox(tr("Stream the answer"));
    m_binder.bind(stream, tr("Change streaming"), &RequestTemplate::stream);
    card->addField({}, stream, tr("Off: one whole answer, so there is no time to first token."));
    stream->setAccessibleName(stream->text());
    NumberEdit *tokens = new NumberEdit({1, 10'000'000, true, false, {}}, true, tr("as the service likes"));
    m_binder.bind(tokens, tr("Change the most tokens"), &RequestTemplate::maxTokens);
    card->addField(tr("Most tokens"), tokens, tr("Limit on the answer's tokens, sent with the request."));
}

void RequestEditor::buildTexts()
{
    FormCard *card = addCard(tr("Texts"));
    TemplateEdit *system = new TemplateEdit(TemplateLanguage::Plain, 2);
    m_binder.bind(system, tr("Change the system prompt"), &RequestTemplate::system);
    card->addField(tr("System"), system, tr("System prompt; may be empty. A template like the prompt."));
    TemplateEdit *prompt = new TemplateEdit(TemplateLanguage::Plain, 4);
    m_binder.bind(prompt, tr("Change the prompt"), &RequestTemplate::prompt);
    card->addField(
        tr("Prompt"), prompt,
        tr("{{field}} takes a field of the data row; {{unique}} is a text that differs for each request."));
    TemplateEdit *body = new TemplateEdit(TemplateLanguage::Json, 4);
    body->setPlaceholderText(tr("empty: the vendor's own body"));
    m_binder.bind(body, tr("Change the body"), &RequestTemplate::body);
    card->addField(tr("Body"), body,
                   tr("A whole request body instead of the vendor's. {{model}}, {{system}}, {{prompt}}, "
                      "{{max_tokens}} and "
                      "{{stream}} stand for what is set above."));
    card->addHint(
        tr("{{unique}} at the start of the prompt keeps the service's prefix cache out of the figures."));
}

void RequestEditor::buildChecks()
{
    FormCard *card = addCard(tr("Checks"));
    const QStringList &names = enumNames<Check::Kind>();
    RowsEdit *checks = new RowsEdit({{tr("The answer"),
                                      {{names[0], tr("contains the text")},
                                       {names[1], tr("has at least so many output tokens")},
                                       {names[2], tr("ends with the finish reason")}}},
                                     {tr("Value"), {}}},
                                    {names[0], QString()}, tr("check"));
    m_binder.bind<RowsEdit>(
        checks, QStringLiteral("checks"), tr("Change the checks"),
        [](const RequestTemplate &request) { return rowsOf(request.checks); },
        [](RequestTemplate &request, const RowsEdit::Rows &rows) { request.checks = checksOf(rows); });
    card->addWide(checks, tr("Checks"),
                  tr("What a complete answer must hold; if not, its class is check_failed."));
}

void RequestEditor::buildPreview()
{
    FormCard *card = addCard(tr("As it will be sent"));
    m_row = new QSpinBox;
    m_row->setRange(1, highestPreviewRow);
    card->addField(tr("Row"), m_row, tr("The data row that fills the templates in this preview."));
    m_preview = new TemplateEdit(TemplateLanguage::Json, 12);
    m_preview->setReadOnly(true);
    card->addField(tr("Body"), m_preview, tr("The body rendered with the chosen row."));
    m_previewProblem = card->addHint({});
    m_previewPause.setSingleShot(true);
    m_previewPause.setInterval(pauseBeforePreview);
    connect(&m_previewPause, &QTimer::timeout, this, &RequestEditor::updatePreview);
    connect(m_row, &QSpinBox::valueChanged, this, &RequestEditor::updatePreview);
}

void RequestEditor::fillChoices()
{
    const Scenario &scenario = m_context.document.scenario();
    QStringList targets;
    for (const Target &target : scenario.targets)
        targets.append(target.name);
    fillNames(m_target, tr("The first target"), targets);
    QStringList sources;
    for (const DataSource &source : scenario.data)
        sources.append(source.name);
    fillNames(m_data, tr("None"), sources);
}

void RequestEditor::refresh()
{
    m_name->setText(elementName(m_context.document.scenario(), {group(), element()}));
    m_binder.refresh();
    m_previewPause.start();
}

void RequestEditor::updatePreview()
{
    Scenario scenario = m_context.document.scenario();
    if (!elementAt(scenario.requests, element()))
        return;
    const Result<QString> body =
        previewBody(scenario, m_context.document.baseFolder(), element(), std::size_t(m_row->value() - 1));
    m_preview->setValue(body ? *body : QString());
    m_previewProblem->setText(body ? QString() : body.error().text());
    m_previewProblem->setVisible(!body.ok());
}

} // namespace weir
