// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/targeteditor.h"

#include "compose/modelfield.h"
#include "compose/presetdialog.h"
#include "lab/builtintarget.h"
#include "protocol/vendorlibrary.h"
#include "scenario/limits.h"
#include "theme/flatbutton.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <QToolButton>

namespace weir {

namespace {

/// The name that people read, and where the preset is, unless it comes with Weir.
QString labelOf(const VendorEntry &entry)
{
    const QString title = hasErrors(entry.reading.problems) ? entry.name : entry.reading.preset.title;
    return entry.origin == VendorOrigin::BuiltIn
               ? title
               : QStringLiteral("%1 · %2").arg(title, wordsFor(entry.origin).text());
}

QString tipOf(const VendorEntry &entry)
{
    QStringList lines{entry.name};
    if (!entry.path.isEmpty())
        lines.append(entry.path);
    if (entry.hides)
        lines.append(
            TargetEditor::tr("Hides the preset of the same name (%1).").arg(wordsFor(*entry.hides).text()));
    if (hasErrors(entry.reading.problems))
        lines.append(errorLines(entry.reading.problems).text());
    return lines.join(u'\n');
}

/// What "as the vendor's" comes to.
QString schemeText(const Result<VendorPreset> &preset)
{
    if (!preset)
        return TargetEditor::tr("As the vendor wants it");
    switch (preset->auth.scheme) {
    case AuthScheme::Header:
        return TargetEditor::tr("As the vendor wants it: “%1: KEY”").arg(preset->auth.header);
    case AuthScheme::None:
        return TargetEditor::tr("As the vendor wants it: usually no key");
    case AuthScheme::Vendor:
    case AuthScheme::Bearer:
        break;
    }
    return TargetEditor::tr("As the vendor wants it: “Authorization: Bearer KEY”");
}

/// Where the key might be, of this very vendor.
QString keyExample(const Result<VendorPreset> &preset)
{
    if (preset && preset->auth.scheme == AuthScheme::None)
        return TargetEditor::tr("none needed");
    const QString name = preset ? preset->name.section(u'-', 0, 0) : QString();
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z][A-Za-z0-9_]*$"));
    return plain.match(name).hasMatch() ? QStringLiteral("env:%1_API_KEY").arg(name.toUpper())
                                        : QStringLiteral("env:API_KEY");
}

} // namespace

TargetEditor::TargetEditor(const EditorContext &context, QWidget *parent)
    : NodeEditor(context, ComposeGroup::Targets, parent)
    , m_binder(
          context.document, context.registry, this,
          [this](Scenario &scenario) { return elementAt(scenario.targets, element()); },
          [this] { return prefix(); })
{
    buildService();
    buildAccess();
    buildHeaders();
    buildConnection();
    m_tls = new TlsFields(context, m_binder, *addCard(tr("TLS")), this);
    buildTimers();
    buildRetries();
    endCards();
    connect(&context.document, &ScenarioDocument::changed, this, &TargetEditor::adapt);
}

void TargetEditor::buildService()
{
    FormCard *card = addCard(tr("Service"));
    m_name = new QLineEdit;
    bindName(m_name);
    card->addField(tr("Name"), m_name, tr("Requests refer to the target by this name."));
    QLineEdit *url = new QLineEdit;
    url->setPlaceholderText(QStringLiteral("https://api.example.com/v1"));
    m_binder.bind(url, tr("Change the URL"), &Target::url);
    card->addField(
        tr("URL"), url,
        tr("Where the service is. The vendor's path is joined to it. “builtin:” is Weir's own reference "
           "service: no key, no network."));
    m_vendor = new QComboBox;
    listVendors();
    m_binder.bind(m_vendor, tr("Change the vendor"), &Target::vendor);
    card->addField(tr("Vendor"), makeVendorRow(), tr("Whose requests and event streams the service speaks."));
    m_model = new ModelField([this] { return modelPlace(); });
    m_binder.bind(m_model->lineEdit(), tr("Change the model"), &Target::model);
    card->addField(
        tr("Model"), m_model,
        tr("The model's name as the service knows it; goes into the request. Empty: a run asks the "
           "service and takes its only one."));
    addTokenizer(*card);
}

QWidget *TargetEditor::makeVendorRow()
{
    QWidget *row = new QWidget;
    QToolButton *preset = makeFlatButton(tr("Look at the preset…"),
                                         tr("The vendor's preset as text, and what it makes of a recorded "
                                            "answer; a preset of your own begins here"),
                                         row);
    connect(preset, &QToolButton::clicked, this, &TargetEditor::showPreset);
    QHBoxLayout *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_vendor, 1);
    layout->addWidget(preset);
    row->setFocusProxy(m_vendor);
    return row;
}

void TargetEditor::addTokenizer(FormCard &card)
{
    QWidget *row = new QWidget;
    QLineEdit *path = new QLineEdit;
    path->setPlaceholderText(tr("none"));
    QPushButton *browse = new QPushButton(tr("Browse…"));
    browse->setToolTip(tr("Choose the tokenizer's file"));
    browse->setAccessibleName(browse->toolTip());
    QHBoxLayout *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(path, 1);
    layout->addWidget(browse);
    row->setFocusProxy(path);
    m_binder.bind(path, tr("Change the tokenizer"), &Target::tokenizer);
    connect(browse, &QPushButton::clicked, this, [this] {
        const QString chosen = QFileDialog::getOpenFileName(
            this, tr("Choose the tokenizer's file"), m_context.document.baseFolder(),
            tr("Tokenizers (*.json *.tiktoken);;All files (*)"));
        if (!chosen.isEmpty())
            m_binder.edit(tr("Change the tokenizer"), {},
                          [&](Target &target) { target.tokenizer = m_context.document.keptPath(chosen); });
    });
    card.addField(
        tr("Tokenizer"), row,
        tr("The model's tokenizer.json or .tiktoken file. It counts the tokens of answers whose service "
           "tells no usage. Empty: chunks are counted there."));
}

/// Those beside a project change with its folder.
void TargetEditor::listVendors()
{
    m_listedFolder = m_context.document.baseFolder();
    const QSignalBlocker quiet(m_vendor);
    m_vendor->clear();
    for (const VendorEntry &entry : vendorEntries(m_listedFolder)) {
        m_vendor->addItem(labelOf(entry), entry.name);
        m_vendor->setItemData(m_vendor->count() - 1, tipOf(entry), Qt::ToolTipRole);
    }
}

void TargetEditor::showPreset()
{
    // Of the window: what is written there outlives this editor when the language changes.
    PresetDialog *dialog = new PresetDialog(window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->showVendor(m_vendor->currentData().toString(), m_context.document.baseFolder());
    followPreset(*dialog);
    dialog->show();
}

void TargetEditor::followPreset(PresetDialog &dialog)
{
    connect(&dialog, &PresetDialog::saved, this, [this](const QString &vendor) {
        listVendors();
        m_described.reset();
        m_context.document.edit(tr("Change the vendor"), {}, [this, &vendor](Scenario &scenario) {
            if (Target *target = elementAt(scenario.targets, element()))
                target->vendor = vendor;
        });
        refresh();
    });
}

void TargetEditor::buildAccess()
{
    m_access = addCard(tr("Access"));
    m_scheme = makeChoice({tr("As the vendor wants it"), tr("None"),
                           tr("Bearer: “Authorization: Bearer KEY”"), tr("The key in a header of its own")});
    m_binder.bind<QComboBox>(
        m_scheme, QStringLiteral("auth/scheme"), tr("Change the access scheme"),
        [](const Target &target) { return QVariant(static_cast<int>(target.auth.scheme)); },
        [](Target &target, const QVariant &value) {
            target.auth.scheme = static_cast<AuthScheme>(value.toInt());
        });
    m_access->addField(tr("Scheme"), m_scheme, tr("How the service knows its caller."));
    m_keyHeader = new QLineEdit;
    m_binder.bind<QLineEdit>(
        m_keyHeader, QStringLiteral("auth/header"), tr("Change the key's header"),
        [](const Target &target) { return target.auth.header; },
        [](Target &target, const QString &value) { target.auth.header = value; });
    m_access->addField(tr("Header"), m_keyHeader, tr("Name of the header that carries the key."));
    m_key = new QLineEdit;
    m_binder.bind<QLineEdit>(
        m_key, QStringLiteral("auth/key"), tr("Change the key's reference"),
        [](const Target &target) { return target.auth.key; },
        [](Target &target, const QString &value) { target.auth.key = value; });
    m_access->addField(tr("Key"), m_key, tr("Where the key is, never the key itself."));
    m_access->addHint(
        tr("Write where the key is: env:NAME for an environment variable, file:PATH for a file, "
           "keychain:NAME for the desktop's keychain (weir-cli key set NAME). Weir reads it when a run "
           "starts and "
           "never saves it."));
}

void TargetEditor::buildHeaders()
{
    FormCard *card = addCard(tr("Headers"));
    RowsEdit *headers = new RowsEdit({{tr("Name"), {}}, {tr("Value"), {}}},
                                     {QStringLiteral("X-Header"), QString()}, tr("header"));
    m_binder.bind<RowsEdit>(
        headers, QStringLiteral("headers"), tr("Change the headers"),
        [](const Target &target) {
            RowsEdit::Rows rows;
            for (const Header &header : target.headers)
                rows.append({header.name, header.value});
            return rows;
        },
        [](Target &target, const RowsEdit::Rows &rows) {
            target.headers.clear();
            for (const QStringList &row : rows)
                target.headers.push_back({row.value(0), row.value(1)});
        });
    card->addWide(
        headers, tr("Headers"),
        tr("Sent with every request of this target. A value may hold a reference such as env:NAME and "
           "template fields such as {{unique}}."));
}

void TargetEditor::buildConnection()
{
    FormCard *card = addCard(tr("Connection"));
    QCheckBox *reuse = new QCheckBox(tr("Reuse connections"));
    m_binder.bind(reuse, tr("Change the reuse of connections"), &Target::reuseConnections);
    card->addField({}, reuse, tr("Off: a new connection, and its handshake, for every request."));
    reuse->setAccessibleName(reuse->text());
    QCheckBox *http2 = new QCheckBox(tr("HTTP/2"));
    m_binder.bind(http2, tr("Change HTTP/2"), &Target::http2);
    card->addField({}, http2,
                   tr("Many streams share one connection, which changes what is measured. Off: HTTP/1.1."));
    http2->setAccessibleName(http2->text());
    QLineEdit *proxy = new QLineEdit;
    proxy->setPlaceholderText(tr("none"));
    m_binder.bind(proxy, tr("Change the proxy"), &Target::proxy);
    card->addField(tr("Proxy"), proxy,
                   tr("URL of a proxy: http, socks5 or socks5h; its password may be a reference, as in "
                      "http://me:env:NAME@host. Empty: none, whatever the system's settings say."));
}

void TargetEditor::buildTimers()
{
    FormCard *card = addCard(tr("Stream timers"));
    const auto add = [&](Nanoseconds StreamTimers::*member, const QString &label, const QString &tip) {
        DurationEdit *field = new DurationEdit;
        m_binder.bind(field, tr("Change the timer “%1”").arg(label), &Target::timers, member);
        card->addField(label, field, tip);
    };
    add(&StreamTimers::connect, tr("Connect"), tr("Longest time to connect; later is connect_timeout."));
    add(&StreamTimers::firstToken, tr("First token"),
        tr("Longest wait for the first token; later is first_token_timeout. Streamed requests only."));
    add(&StreamTimers::stall, tr("Stall"),
        tr("Longest silence after the first token; longer is stall_timeout."));
    add(&StreamTimers::deadline, tr("Deadline"),
        tr("Longest time for the whole request; longer is deadline."));
}

void TargetEditor::buildRetries()
{
    FormCard *card = addCard(tr("Retries"));
    NumberEdit *attempts = new NumberEdit({1, limits::maxAttempts, true, false, {}});
    m_binder.bind(attempts, tr("Change the attempts"), &Target::retry, &RetryPolicy::attempts);
    card->addField(tr("Attempts"), attempts,
                   tr("Attempts in all; 1 means no retry. Each has its own record."));
    DurationEdit *backoff = new DurationEdit;
    m_binder.bind(backoff, tr("Change the back-off"), &Target::retry, &RetryPolicy::backoff);
    card->addField(tr("Back-off"), backoff, tr("Wait before the second attempt; doubles each time."));
    NumberEdit *jitter = new NumberEdit({0, 1, false, false, {}});
    m_binder.bind(jitter, tr("Change the jitter"), &Target::retry, &RetryPolicy::jitter);
    card->addField(tr("Jitter"), jitter, tr("Share of the wait that is random, 0 to 1."));
    OutcomeListEdit *on = new OutcomeListEdit;
    m_binder.bind(on, tr("Change what is retried"), &Target::retry, &RetryPolicy::on);
    card->addField(tr("Retry on"), on, tr("Classes of failure that are tried again, separated by commas."));
    QCheckBox *honour = new QCheckBox(tr("Wait as long as the server asks for"));
    m_binder.bind(honour, tr("Change the use of Retry-After"), &Target::retry,
                  &RetryPolicy::honourRetryAfter);
    card->addField({}, honour, tr("Obeys the response header Retry-After."));
    honour->setAccessibleName(honour->text());
}

void TargetEditor::refresh()
{
    m_name->setText(elementName(m_context.document.scenario(), {group(), element()}));
    if (m_listedFolder != m_context.document.baseFolder()) {
        listVendors();
        m_described.reset();
    }
    m_binder.refresh();
    Scenario scenario = m_context.document.scenario();
    if (const Target *target = elementAt(scenario.targets, element()))
        m_tls->show(*target);
    adapt();
}

void TargetEditor::bringUp(const QString &path)
{
    if (path.startsWith(prefix() + u"/tls"_qs))
        m_tls->unfold();
}

void TargetEditor::describeVendor(const QString &vendor)
{
    if (m_described == vendor)
        return; // a file is not read again while somebody types elsewhere
    m_described = vendor;
    const Result<VendorPreset> preset = findVendor(vendor, m_context.document.baseFolder());
    m_scheme->setItemText(static_cast<int>(AuthScheme::Vendor), schemeText(preset));
    m_key->setPlaceholderText(keyExample(preset));
    // The list has the titles of the vendors that come with Weir; of a file's the path alone is in it.
    if (preset && namesVendorFile(vendor))
        m_vendor->setItemText(m_vendor->currentIndex(), preset->title + QStringLiteral(" · ") + vendor);
}

std::optional<ModelPlace> TargetEditor::modelPlace() const
{
    if (element() < 0)
        return std::nullopt;
    return ModelPlace{m_context.document.scenario(), m_context.document.baseFolder(),
                      static_cast<std::size_t>(element())};
}

/// What was found is of that address, and that key.
void TargetEditor::adaptModel()
{
    Scenario scenario = m_context.document.scenario();
    const Target *shown = elementAt(scenario.targets, element());
    std::optional<Target> asked = shown != nullptr ? std::optional<Target>(*shown) : std::nullopt;
    if (asked)
        asked->model.clear(); // what is chosen changes nothing
    if (asked == m_asked)
        return;
    m_asked = asked;
    m_model->forget();
    const Result<VendorPreset> vendor =
        findVendor(asked ? asked->vendor : QString(), m_context.document.baseFolder());
    m_model->askButton()->setEnabled(vendor && !vendor->models.path.isEmpty() && !isBuiltinUrl(asked->url));
}

void TargetEditor::adapt()
{
    adaptModel();
    Scenario scenario = m_context.document.scenario();
    const Target *target = elementAt(scenario.targets, element());
    if (target && !target->tls.isEmpty())
        m_tls->unfold();
    describeVendor(m_vendor->currentData().toString());
    const AuthScheme scheme = static_cast<AuthScheme>(m_scheme->currentData().toInt());
    m_access->setFieldVisible(m_key, scheme != AuthScheme::None);
    m_access->setFieldVisible(m_keyHeader, scheme == AuthScheme::Header);
}

} // namespace weir
