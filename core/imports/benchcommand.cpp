// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/benchcommand.h"

#include "imports/benchload.h"
#include "imports/benchoptions.h"
#include "imports/benchrequest.h"
#include "imports/shellwords.h"

#include <QSet>

namespace weir {

namespace {

/// Options that may stand there more than once, or take several words.
bool isList(BenchMeaning meaning)
{
    return meaning == BenchMeaning::Header || meaning == BenchMeaning::Extra ||
           meaning == BenchMeaning::Goodput || meaning == BenchMeaning::Rate ||
           meaning == BenchMeaning::Concurrency;
}

bool isSwitch(BenchMeaning meaning)
{
    return meaning == BenchMeaning::Streaming || meaning == BenchMeaning::Insecure ||
           meaning == BenchMeaning::IgnoreEos || meaning == BenchMeaning::DataInOrder ||
           meaning == BenchMeaning::FixedSchedule;
}

/// Reads the options of one command into a run: each is taken, or noted.
class BenchReader
{
public:
    BenchReader(ImportDraft &draft, const BenchTool &tool, BenchRun defaults)
        : m_run(std::move(defaults))
        , m_draft(draft)
        , m_tool(tool)
        , m_request(m_run, draft)
        , m_load(m_run, draft)
    {
    }

    Result<void> read(const QString &text)
    {
        for (const ShellCommand &command : shellCommands(text, shellDialectOf(text))) {
            const qsizetype first = firstOption(command.words);
            if (first < 0 || m_hasCommand) {
                m_draft.leftOut(command.words.constFirst().section(u'=', 0, 0), {},
                                WEIR_TEXT("import.other_command", "This command is none that Weir knows."));
                continue;
            }
            m_hasCommand = true;
            for (const BenchOption &option : benchOptions(command.words, first))
                take(option);
            for (const QString &rest : command.ignored)
                m_draft.leftOut(rest, {},
                                WEIR_TEXT("import.shell_rest",
                                          "What a shell does with an answer is no part of a request."));
        }
        if (!m_hasCommand)
            return Error{WEIR_TEXT("import.no_command", "There is no such command in it"), {}, {}};
        m_request.settle();
        m_load.settle();
        addBenchRun(m_draft, m_run);
        return {};
    }

private:
    /// The command's first option; -1: it is another command.
    [[nodiscard]] qsizetype firstOption(const QStringList &words) const
    {
        qsizetype first = 0;
        while (first < words.size() && !isBenchOption(words.at(first)))
            ++first;
        return m_tool.command.match(words.mid(0, first).join(u' ')).hasMatch() ? first : -1;
    }

    void take(BenchOption option)
    {
        const auto known = m_tool.options.find(option.name);
        if (known == m_tool.options.end()) {
            leaveOut(option, WEIR_TEXT("import.bench_no_place", "Weir does not know this option."));
            return;
        }
        const BenchMeaning meaning = known->second;
        if (const Message why = whyNoPlace(meaning); !why.isEmpty()) {
            leaveOut(option, why);
            return;
        }
        if (!isSwitch(meaning) && option.values.isEmpty()) {
            leaveOut(option, WEIR_TEXT("import.no_value", "Its value is missing."));
            return;
        }
        if (!isList(meaning))
            takeOne(option, meaning);
        if (!m_request.take(meaning, option))
            m_load.take(meaning, option);
    }

    /// Of the values of an option that has one the last counts, as there; the others are noted.
    void takeOne(BenchOption &option, BenchMeaning meaning)
    {
        const qsizetype used = isSwitch(meaning) ? 0 : 1;
        for (qsizetype i = used; i < option.values.size(); ++i)
            m_draft.leftOut(option.written, option.values.at(i),
                            WEIR_TEXT("import.one_value", "It takes no further value."));
        option.values = option.values.mid(0, used);
        if (m_seen.contains(option.name))
            m_draft.changed(
                option.written, {},
                WEIR_TEXT("import.given_again", "It is given more than once; the last one counts."));
        m_seen.insert(option.name);
    }

    void leaveOut(const BenchOption &option, const Message &why)
    {
        static const QRegularExpression isPrivate(QStringLiteral("key|token$|auth|header|password|secret"));
        m_draft.leftOut(option.written, option.name.contains(isPrivate) ? QString() : option.all(), why);
    }

    BenchRun m_run;
    ImportDraft &m_draft;
    const BenchTool &m_tool;
    BenchRequestReader m_request;
    BenchLoadReader m_load;
    QSet<QString> m_seen;
    bool m_hasCommand = false;
};

/// The command at the beginning of a line, or behind what sets its variables.
bool looksLike(const BenchTool &tool, const QString &text)
{
    const QRegularExpression line(
        QStringLiteral("^\\s*(?:[$>%#]\\s+)?(?:\\w+=\\S*\\s+|python3?\\s+(?:-m\\s+)?|uv\\s+run\\s+)*") +
            tool.command.pattern().mid(QStringLiteral("(?:^|\\s)").size()),
        QRegularExpression::MultilineOption);
    return text.contains(line);
}

TokenLength tokens(quint32 count)
{
    TokenLength length;
    length.kind = TokenLength::Kind::Fixed;
    length.mean = count;
    return length;
}

} // namespace

bool looksLikeVllmBench(const QString &text)
{
    return looksLike(vllmBench(), text);
}

bool looksLikeGuideLlm(const QString &text)
{
    return looksLike(guideLlm(), text);
}

bool looksLikeAiPerf(const QString &text)
{
    return looksLike(aiPerf(), text);
}

Result<void> readVllmBench(const QString &text, ImportDraft &draft)
{
    BenchRun defaults;
    defaults.api = BenchApi::Completions;
    defaults.pace = BenchPace::AtOnce;
    defaults.requests = 1000;
    defaults.input = tokens(1024);
    defaults.output = tokens(128);
    return BenchReader(draft, vllmBench(), defaults).read(text);
}

Result<void> readGuideLlm(const QString &text, ImportDraft &draft)
{
    BenchRun defaults;
    defaults.url = QStringLiteral("http://localhost:8000");
    return BenchReader(draft, guideLlm(), defaults).read(text);
}

Result<void> readAiPerf(const QString &text, ImportDraft &draft)
{
    BenchRun defaults;
    defaults.url = QStringLiteral("http://localhost:8000");
    defaults.stream = false;
    defaults.input = tokens(550);
    return BenchReader(draft, aiPerf(), defaults).read(text);
}

} // namespace weir
