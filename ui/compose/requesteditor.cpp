// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/requesteditor.h"

#include "compose/checkrows.h"
#include "compose/datapreview.h"

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

RowsEdit::Rows rowsOf(const QStringList &texts)
{
    RowsEdit::Rows rows;
    for (const QString &text : texts)
        rows.append({text});
    return rows;
}

QStringList textsOf(const RowsEdit::Rows &rows)
{
    QStringList texts;
    for (const QStringList &row : rows)
        texts.append(row.value(0));
    return texts;
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
    buildParameters();
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
    LengthEdit *outputs = new LengthEdit(tr("always the same limit"));
    m_binder.bind(outputs, tr("Change the answers' lengths"), &RequestTemplate::outputTokens);
    card->addField(tr("Answer lengths"), outputs,
                   tr("In place of the limit, a length for each request: 512, 100-1000, normal:550,150, "
                      "lognormal:550,150, 1-128=3,129-512=1 (lengths and weights), row:FIELD."));
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
    LengthEdit *lengths = new LengthEdit(tr("as long as its text"));
    m_binder.bind(lengths, tr("Change the prompts' lengths"), &RequestTemplate::promptTokens);
    card->addField(tr("Prompt lengths"), lengths,
                   tr("Tokens of the prompt, which {{filler}} in it fills up; written like the answers' "
                      "lengths."));
    buildMedia(*card);
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

void RequestEditor::buildMedia(FormCard &card)
{
    const auto add = [&](const QString &key, const QString &name, const QString &one, const QString &column,
                         const QString &label, const QString &hint, QStringList RequestTemplate::*member) {
        RowsEdit *sources = new RowsEdit({{column, {}}}, {QString()}, one);
        m_binder.bind<RowsEdit>(
            sources, key, label, [member](const RequestTemplate &request) { return rowsOf(request.*member); },
            [member](RequestTemplate &request, const RowsEdit::Rows &rows) {
                request.*member = textsOf(rows);
            });
        card.addWide(sources, name, hint);
    };
    add(QStringLiteral("images"), tr("Pictures"), tr("picture"), tr("Pictures: file or address"),
        tr("Change the pictures"),
        tr("Sent with the prompt: files of at most 16 MiB, from the project's folder, or https addresses. "
           "{{field}} takes one of the data row."),
        &RequestTemplate::images);
    add(QStringLiteral("audio"), tr("Sounds"), tr("sound"), tr("Sounds: file or address"),
        tr("Change the sounds"), tr("The same for services that listen."), &RequestTemplate::audio);
}

void RequestEditor::buildParameters()
{
    FormCard *card = addCard(tr("Parameters"));
    const QString unset = tr("as the service likes");
    NumberEdit *temperature = new NumberEdit({0, 100, false, false, {}}, true, unset);
    m_binder.bind(temperature, tr("Change the temperature"), &RequestTemplate::parameters,
                  &ModelParameters::temperature);
    card->addField(tr("Temperature"), temperature,
                   tr("0: the likeliest word each time, where a service has it so."));
    NumberEdit *topP = new NumberEdit({0, 1, false, false, {}}, true, unset);
    m_binder.bind(topP, tr("Change top p"), &RequestTemplate::parameters, &ModelParameters::topP);
    card->addField(tr("Top p"), topP,
                   tr("Draws come from the likeliest words with this share of the probability."));
    NumberEdit *seed = new NumberEdit({-9e15, 9e15, true, false, {}}, true, unset);
    m_binder.bind(seed, tr("Change the model's seed"), &RequestTemplate::parameters, &ModelParameters::seed);
    card->addField(tr("Model's seed"), seed, tr("Of the model's own draws; the run's seed is another."));
    NumberEdit *least = new NumberEdit({0, 10'000'000, true, false, {}}, true, unset);
    m_binder.bind(least, tr("Change the least tokens"), &RequestTemplate::parameters,
                  &ModelParameters::minTokens);
    card->addField(tr("Least tokens"), least, tr("The answer has at least so many; few services know it."));
    QCheckBox *ignoreEos = new QCheckBox(tr("Answer up to the limit"));
    m_binder.bind(ignoreEos, tr("Change where answers end"), &RequestTemplate::parameters,
                  &ModelParameters::ignoreEos);
    card->addField({}, ignoreEos,
                   tr("Asks the model not to end by itself (ignore_eos), so that all answers are as long."));
    ignoreEos->setAccessibleName(ignoreEos->text());
    QLineEdit *effort = new QLineEdit;
    effort->setPlaceholderText(unset);
    m_binder.bind(effort, tr("Change the reasoning effort"), &RequestTemplate::parameters,
                  &ModelParameters::reasoningEffort);
    card->addField(tr("Reasoning effort"), effort, tr("In the service's word, like low or high."));
    RowsEdit *stop = new RowsEdit({{tr("Ends the answer"), {}}}, {QString()}, tr("text"));
    m_binder.bind<RowsEdit>(
        stop, QStringLiteral("parameters/stop"), tr("Change the stop texts"),
        [](const RequestTemplate &request) { return rowsOf(request.parameters.stop); },
        [](RequestTemplate &request, const RowsEdit::Rows &rows) {
            request.parameters.stop = textsOf(rows);
        });
    card->addWide(stop, tr("Stop texts"), tr("The answer ends before the first of these texts."));
    buildSetJson(*card);
}

void RequestEditor::buildSetJson(FormCard &card)
{
    const auto add = [&](const QString &name, const QString &key, const QString &label, const QString &hint,
                         const QString &placeholder,
                         const std::function<RawJson &(RequestTemplate &)> &member) {
        TemplateEdit *json = new TemplateEdit(TemplateLanguage::Json, 3);
        json->setPlaceholderText(placeholder);
        m_binder.bind<TemplateEdit>(
            json, key, label,
            [member](const RequestTemplate &request) {
                RequestTemplate copy = request;
                return member(copy).text;
            },
            [member](RequestTemplate &request, const QString &text) { member(request).text = text; });
        card.addField(name, json, hint);
    };
    add(tr("Tools"), QStringLiteral("parameters/tools"), tr("Change the tools"),
        tr("A list of tools in the service's own form."), QStringLiteral("[ ]"),
        [](RequestTemplate &request) -> RawJson & { return request.parameters.tools; });
    add(tr("Response format"), QStringLiteral("parameters/response_format"), tr("Change the response format"),
        tr("An object in the service's own form, such as a JSON schema."), QStringLiteral("{ }"),
        [](RequestTemplate &request) -> RawJson & { return request.parameters.responseFormat; });
    add(tr("Extra body"), QStringLiteral("extra_body"), tr("Change the extra body"),
        tr("Merged into the body, whoever wrote it; null takes a member out."), QStringLiteral("{ }"),
        [](RequestTemplate &request) -> RawJson & { return request.extraBody; });
}

void RequestEditor::buildChecks()
{
    FormCard *card = addCard(tr("Checks"));
    RowsEdit *checks = new RowsEdit(CheckRows::columns(), CheckRows::of({Check()}).first(), tr("check"));
    m_binder.bind<RowsEdit>(
        checks, QStringLiteral("checks"), tr("Change the checks"),
        [](const RequestTemplate &request) { return CheckRows::of(request.checks); },
        [](RequestTemplate &request, const RowsEdit::Rows &rows) {
            request.checks = CheckRows::toChecks(rows);
        });
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
