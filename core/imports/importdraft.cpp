// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/importdraft.h"

#include "base/credentials.h"
#include "base/redaction.h"
#include "base/secretreference.h"
#include "imports/hiddensecrets.h"
#include "imports/variables.h"
#include "scenario/check.h"
#include "scenario/scenariojson.h"

#include <QRegularExpression>

#include <algorithm>

namespace weir {

namespace {

constexpr std::size_t mostNotes = 1000;
constexpr qsizetype longestValue = 160;
/// Shorter ones could be any word of a prompt.
constexpr qsizetype shortestFound = 8;

QString shortened(QString text)
{
    text = text.simplified();
    return text.size() > longestValue ? text.left(longestValue) + u'…' : text;
}

/// The one variable that a text is; empty for any other text.
QString onlyVariable(const QString &text)
{
    QString name;
    const QString rest = withVariables(text, [&name](const QString &found) {
        name = found;
        return QString();
    });
    return rest.isEmpty() && text == variableMark(name) ? name : QString();
}

QString variableName(QString wish)
{
    for (QChar &c : wish) {
        if (c.unicode() > 127 || !c.isLetterOrNumber())
            c = u'_';
    }
    if (wish.isEmpty() || wish.front().isDigit())
        wish.prepend(u'_');
    return wish.toUpper();
}

QString cleaned(QString text, const std::vector<ImportedSecret> &secrets, const QByteArrayList &hidden)
{
    for (const ImportedSecret &secret : secrets) {
        if (secret.value.size() >= shortestFound)
            text.replace(QString::fromUtf8(secret.value), redactedText.toString());
    }
    for (const QByteArray &secret : hidden)
        text.replace(QString::fromUtf8(secret), redactedText.toString());
    return withoutKeys(text);
}

} // namespace

ImportDraft::ImportDraft(ImportFormat format, const ImportOptions &options) : m_options(options)
{
    m_import.format = format;
    m_import.scenario = defaultScenario();
    m_import.scenario.targets.clear();
    m_import.scenario.requests.clear();
}

void ImportDraft::changed(const QString &name, const QString &value, const Message &why)
{
    note(ImportNote::Kind::Changed, name, value, why);
}

void ImportDraft::leftOut(const QString &name, const QString &value, const Message &why, int times)
{
    note(ImportNote::Kind::LeftOut, name, value, why, times);
}

void ImportDraft::refused(const QString &name, const QString &value, const Message &why)
{
    leftOut(name, value, why);
    if (!m_refusal)
        m_refusal = ImportNote{ImportNote::Kind::LeftOut, shortened(shownVariables(name)), {}, why};
}

QString ImportDraft::Names::freeFor(const QString &wish)
{
    QString name = wish;
    if (m_given.contains(name)) {
        int number = m_next.value(wish, 2);
        do {
            name = QStringLiteral("%1-%2").arg(wish).arg(number++);
        } while (m_given.contains(name));
        m_next[wish] = number;
    }
    m_given.insert(name);
    return name;
}

void ImportDraft::note(ImportNote::Kind kind, const QString &name, const QString &value, const Message &why,
                       int times)
{
    const bool isHidden = kind == ImportNote::Kind::LeftOut && mayBeSecret(name, value);
    const QString shown = isHidden ? redactedText.toString() : shortened(shownVariables(value));
    const QString key = QStringList{name, shown, why.stored()}.join(u'\n');
    const auto known = m_noteAt.constFind(key);
    if (known != m_noteAt.constEnd()) {
        m_import.notes[*known].count += times;
        return;
    }
    m_noteAt.insert(key, m_import.notes.size());
    m_import.notes.push_back({kind, shortened(shownVariables(name)), shown, why, times});
}

QString ImportDraft::referenceFor(const QString &secret, const QString &wish, const QString &place)
{
    if (isSecretReference(secret))
        return secret;
    const QString variable = onlyVariable(secret);
    const QByteArray value = variable.isEmpty() ? shownVariables(secret).toUtf8() : QByteArray();
    const QByteArray identity = variable.isEmpty() ? value : variableMark(variable).toUtf8();
    const auto known = m_secretAt.constFind(identity);
    if (known != m_secretAt.constEnd())
        return m_import.secrets[*known].reference;
    QString reference = QStringLiteral("env:") + (variable.isEmpty() ? variableName(wish) : variable);
    if (variable.isEmpty())
        reference = m_references.freeFor(reference).replace(u'-', u'_');
    else
        m_references.freeFor(reference);
    m_secretAt.insert(identity, m_import.secrets.size());
    m_import.secrets.push_back({place, reference, value});
    return reference;
}

Result<QByteArray> ImportDraft::readFile(const QString &path) const
{
    if (m_options.readFile)
        return m_options.readFile(path);
    return Error{WEIR_TEXT("import.no_files_read", "Files that a text names are not read here"),
                 Message::verbatim(path),
                 {}};
}

/// The longest first: one may be a part of another.
void ImportDraft::findHidden()
{
    for (const RequestTemplate &request : m_import.scenario.requests) {
        const ModelParameters &parameters = request.parameters;
        for (const QString &text : {request.system, request.prompt, request.body, request.extraBody.text,
                                    parameters.tools.text, parameters.responseFormat.text})
            m_hidden += hiddenSecretsIn(text);
    }
    for (const Target &target : m_import.scenario.targets) {
        for (const Header &header : target.headers)
            m_hidden += hiddenSecretsIn(header.value);
    }
    std::sort(m_hidden.begin(), m_hidden.end(),
              [](const QByteArray &a, const QByteArray &b) { return a.size() > b.size(); });
}

/// Secrets that are [redacted] wherever they stood: their references would be set for nothing.
void ImportDraft::dropUnused()
{
    const QString scenario = QString::fromUtf8(scenarioToJson(m_import.scenario));
    std::erase_if(m_import.secrets, [&scenario](const ImportedSecret &secret) {
        return !secret.value.isEmpty() && !scenario.contains(secret.reference);
    });
}

/// Keys that stand in the middle of a text can't be references: Weir fills those in headers and URLs alone.
void ImportDraft::cleanScenario()
{
    const auto clean = [this](QString &text, const QString &place) {
        const QString without = cleaned(text, m_import.secrets, m_hidden);
        if (without != text)
            leftOut(
                place, {},
                WEIR_TEXT("import.secret_in_text",
                          "A key stood here; [redacted] stands in its place, since only headers, the key and "
                          "passwords of URLs take references. Send it as a header, or by a row of data."));
        text = without;
    };
    for (RequestTemplate &request : m_import.scenario.requests) {
        ModelParameters &parameters = request.parameters;
        for (QString *text :
             {&request.name, &request.system, &request.prompt, &request.body, &request.extraBody.text,
              &parameters.tools.text, &parameters.responseFormat.text})
            clean(*text, request.name);
    }
    for (Target &target : m_import.scenario.targets) {
        clean(target.url, target.name);
        for (Header &header : target.headers)
            clean(header.value, header.name);
    }
    for (DataSource &data : m_import.scenario.data) {
        for (QString &prompt : data.prompts)
            clean(prompt, data.name);
    }
    clean(m_import.scenario.name, QStringLiteral("name"));
    clean(m_import.scenario.description, QStringLiteral("description"));
}

void ImportDraft::cleanNotes()
{
    Redactor redactor;
    for (const ImportedSecret &secret : m_import.secrets)
        redactor.add(secret.value);
    for (const QByteArray &secret : m_hidden)
        redactor.add(secret);
    static const QRegularExpression user(QStringLiteral("(?<=://)[^/@\\s]+(?=@)"));
    const auto clean = [&redactor](const QString &text) {
        return withoutKeys(redactor.redactedWords(QString(text).replace(user, redactedText.toString())));
    };
    const auto cleanNote = [&clean](ImportNote &note) {
        note.name = clean(note.name);
        note.value = clean(note.value);
        note.why = note.why.mapped(clean);
    };
    std::for_each(m_import.notes.begin(), m_import.notes.end(), cleanNote);
    if (m_refusal)
        cleanNote(*m_refusal);
    for (ImportedSecret &secret : m_import.secrets)
        secret.place = withoutKeys(secret.place);
    if (m_import.notes.size() <= mostNotes)
        return;
    const qsizetype more = qsizetype(m_import.notes.size() - mostNotes);
    m_import.notes.resize(mostNotes);
    m_import.notes.push_back(
        {ImportNote::Kind::LeftOut,
         QStringLiteral("…"),
         {},
         Message(WEIR_TEXT("import.more_notes", "There are %1 more notes like these."), more)});
}

Result<Import> ImportDraft::finish()
{
    findHidden();
    cleanScenario();
    if (m_import.scenario.requests.empty() && !m_hasLoad) {
        cleanNotes();
        if (m_import.notes.empty())
            leftOut({}, {}, WEIR_TEXT("import.nothing_there", "there is no request in it"));
        // Cleaned, like the notes.
        const ImportNote &cause = m_refusal ? *m_refusal : m_import.notes.front();
        const Message why = cause.why;
        const Message where = cause.name.isEmpty() ? Message() : Message::verbatim(cause.name);
        return Error{
            Message(WEIR_TEXT("import.nothing_sendable", "Nothing in it can become a request: %1"), why),
            where,
            {}};
    }
    if (m_import.scenario.requests.empty()) {
        const Scenario builtin = defaultScenario();
        m_import.isLoadOnly = true;
        m_import.scenario.targets = builtin.targets;
        m_import.scenario.requests = builtin.requests;
        changed(QStringLiteral("request"), {},
                WEIR_TEXT("import.load_only",
                          "There is only a load in it, so the built-in service is asked. Name your "
                          "own, or add the load to a project that has it."));
    }
    cleanNotes();
    dropUnused();
    return std::move(m_import);
}

} // namespace weir
