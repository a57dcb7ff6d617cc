// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/shellwords.h"

#include "imports/variables.h"

#include <QRegularExpression>

#include <optional>

namespace weir {

namespace {

bool isNameCharacter(QChar c)
{
    return c == u'_' || (c.unicode() < 128 && c.isLetterOrNumber());
}

/// What all three have in common: a place in the text, the word and the command in the making.
class Splitter
{
public:
    explicit Splitter(const QString &text) : m_text(text) {}
    virtual ~Splitter() = default;
    Splitter(const Splitter &) = delete;
    Splitter &operator=(const Splitter &) = delete;

    std::vector<ShellCommand> split()
    {
        while (m_at < m_text.size())
            step();
        endCommand();
        return std::move(m_commands);
    }

protected:
    /// Takes at least one character.
    virtual void step() = 0;

    [[nodiscard]] QChar here(qsizetype further = 0) const
    {
        return m_at + further < m_text.size() ? m_text.at(m_at + further) : QChar();
    }
    [[nodiscard]] bool isAt(QStringView words) const
    {
        return QStringView(m_text).mid(m_at).startsWith(words);
    }
    void put(const QString &text)
    {
        m_word += text;
        m_hasWord = true;
    }
    void put(QChar c)
    {
        m_word += c;
        m_hasWord = true;
    }
    void beginWord() { m_hasWord = true; }
    /// Of what a pipe leads to only its name: the rest may hold a key.
    void ignore(const QString &word)
    {
        if (m_isNamed)
            return;
        m_command.ignored.back() += u' ' + word;
        m_isNamed = true;
    }
    void endWord()
    {
        if (!m_hasWord)
            return;
        if (m_isIgnored)
            ignore(m_word);
        else
            m_command.words.append(m_word);
        m_word.clear();
        m_hasWord = false;
    }
    void endCommand()
    {
        endWord();
        if (!m_command.words.isEmpty())
            m_commands.push_back(std::move(m_command));
        m_command = {};
        m_isIgnored = false;
        m_isNamed = false;
    }
    /// What follows up to the command's end is not its own: the word `sign` and all behind it.
    void ignoreRest(const QString &sign)
    {
        endWord();
        m_isIgnored = true;
        m_isNamed = false;
        m_command.ignored.append(sign);
    }
    void ignoreWord(const QString &sign)
    {
        endWord();
        while (here() == u' ' || here() == u'\t')
            ++m_at;
        QString word = sign;
        while (m_at < m_text.size() && !here().isSpace() && !QStringView(u"|;&").contains(here()))
            word += m_text.at(m_at++);
        m_command.ignored.append(word);
    }
    QString takeName()
    {
        QString name;
        while (isNameCharacter(here()))
            name += m_text.at(m_at++);
        return name;
    }

    const QString &m_text;
    qsizetype m_at = 0;
    QString m_word;
    bool m_hasWord = false;
    bool m_isIgnored = false; ///< What comes is not the command's own ...
    bool m_isNamed = false;   ///< ... and the name of what it goes to is known.
    ShellCommand m_command;
    std::vector<ShellCommand> m_commands;
};

/// POSIX's rules, and bash's $'...'.
class BashSplitter : public Splitter
{
public:
    using Splitter::Splitter;

private:
    void step() override
    {
        const QChar c = here();
        if (c == u'\n') {
            endCommand();
            ++m_at;
            takeHereDocuments();
        } else if (c.isSpace()) {
            endWord();
            ++m_at;
        } else if (c == u'#' && !m_hasWord) {
            skipLine();
        } else if (c == u'\\') {
            takeBackslash();
        } else if (c == u'\'') {
            ++m_at;
            takeUpTo(u'\'');
        } else if (c == u'"') {
            ++m_at;
            takeDoubleQuoted();
        } else if (c == u'$') {
            takeDollar(false);
        } else if (!takeOperator(c)) {
            put(c);
            ++m_at;
        }
    }

    void skipLine()
    {
        while (m_at < m_text.size() && here() != u'\n')
            ++m_at;
    }

    void takeBackslash()
    {
        ++m_at;
        if (here() == u'\r' && here(1) == u'\n')
            ++m_at;
        if (here() == u'\n' || m_at >= m_text.size()) {
            ++m_at;
            return;
        }
        // A blank behind a continuation is a slip of whoever pasted it: no shell takes it, every person means
        // it.
        static const QRegularExpression blankLine(QStringLiteral("\\G[ \\t]+\\r?\\n"));
        const QRegularExpressionMatch blank = blankLine.match(m_text, m_at);
        if (blank.hasMatch()) {
            m_at = blank.capturedEnd();
            return;
        }
        put(m_text.at(m_at++));
    }

    void takeUpTo(QChar end)
    {
        beginWord();
        const qsizetype close = m_text.indexOf(end, m_at);
        const qsizetype to = close < 0 ? m_text.size() : close;
        put(m_text.mid(m_at, to - m_at));
        m_at = to + 1;
    }

    void takeDoubleQuoted()
    {
        beginWord();
        while (m_at < m_text.size() && here() != u'"') {
            if (here() == u'\\' && QStringView(u"\"\\$`\n").contains(here(1)) && !here(1).isNull()) {
                if (here(1) != u'\n')
                    put(here(1));
                m_at += 2;
            } else if (here() == u'$') {
                takeDollar(true);
            } else {
                put(m_text.at(m_at++));
            }
        }
        ++m_at;
    }

    void takeDollar(bool isQuoted)
    {
        ++m_at;
        if (!isQuoted && here() == u'\'') {
            ++m_at;
            takeAnsi();
        } else if (here() == u'{') {
            const qsizetype close = m_text.indexOf(u'}', m_at);
            const QString inside = m_text.mid(m_at + 1, close - m_at - 1);
            m_at = close < 0 ? m_text.size() : close + 1;
            qsizetype end = 0;
            while (end < inside.size() && isNameCharacter(inside.at(end)))
                ++end;
            put(variableMark(inside.left(end)));
        } else if (here() == u'(') {
            // What another command prints: as unknown as a variable.
            const qsizetype close = m_text.indexOf(u')', m_at);
            m_at = close < 0 ? m_text.size() : close + 1;
            put(variableMark(QStringLiteral("COMMAND")));
        } else if (isNameCharacter(here()) && !here().isDigit()) {
            put(variableMark(takeName()));
        } else {
            put(u'$');
        }
    }

    /// $'...' of ANSI C.
    void takeAnsi()
    {
        beginWord();
        while (m_at < m_text.size() && here() != u'\'') {
            if (here() == u'\\') {
                ++m_at;
                takeEscape();
            } else {
                put(m_text.at(m_at++));
            }
        }
        ++m_at;
    }

    void takeEscape()
    {
        const QChar c = here();
        ++m_at;
        const QString known = QStringLiteral("abefnrtv");
        const qsizetype index = known.indexOf(c);
        if (index >= 0)
            put(QStringLiteral("\a\b\x1b\f\n\r\t\v").at(index));
        else if (c == u'x')
            putCode(2, 16);
        else if (c == u'u')
            putCode(4, 16);
        else if (c == u'U')
            putCode(8, 16);
        else if (c >= u'0' && c <= u'7') {
            --m_at;
            putCode(3, 8);
        } else if (!c.isNull()) {
            put(c);
        }
    }

    void putCode(int digits, int base)
    {
        uint code = 0;
        for (int i = 0; i < digits; ++i) {
            bool ok = false;
            const uint digit = QString(here()).toUInt(&ok, base);
            if (!ok)
                break;
            code = code * uint(base) + digit;
            ++m_at;
        }
        if (code == 0)
            return;
        const char32_t letter = code > 0x10FFFF ? U'\uFFFD' : char32_t(code);
        put(QString::fromUcs4(&letter, 1));
    }

    /// Pipes, ends of commands and redirections.
    bool takeOperator(QChar c)
    {
        if (c == u'|' && here(1) != u'|') {
            ++m_at;
            ignoreRest(QStringLiteral("|"));
            return true;
        }
        if (c == u';' || c == u'&' || c == u'|') {
            m_at += c != u';' && here(1) == c ? 2 : 1;
            endCommand();
            return true;
        }
        if (isAt(u"<<<")) {
            m_at += 3;
            ignoreWord(QStringLiteral("<<<"));
            return true;
        }
        if (isAt(u"<<")) {
            m_at += 2;
            takeHereMark();
            return true;
        }
        if ((c == u'>' || c == u'<') && (!m_hasWord || m_word == u"1" || m_word == u"2")) {
            QString sign = m_hasWord ? m_word : QString();
            m_word.clear();
            m_hasWord = false;
            while (here() == u'>' || here() == u'<' || here() == u'&')
                sign += m_text.at(m_at++);
            ignoreWord(sign);
            return true;
        }
        return false;
    }

    void takeHereMark()
    {
        endWord();
        if (here() == u'-')
            ++m_at;
        while (here() == u' ')
            ++m_at;
        QString word;
        while (m_at < m_text.size() && !here().isSpace() && here() != u')') {
            if (here() != u'\'' && here() != u'"' && here() != u'\\')
                word += here();
            ++m_at;
        }
        m_hereMark = word;
    }

    /// The lines behind a command whose "<<" named their end; the command has been kept by then.
    void takeHereDocuments()
    {
        if (m_hereMark.isEmpty())
            return;
        QString document;
        while (m_at < m_text.size()) {
            const qsizetype end = m_text.indexOf(u'\n', m_at);
            const QString line = m_text.mid(m_at, end < 0 ? -1 : end - m_at);
            m_at = end < 0 ? m_text.size() : end + 1;
            if (line.trimmed() == m_hereMark)
                break;
            document += line + u'\n';
        }
        m_hereMark.clear();
        if (!m_commands.empty())
            m_commands.back().input = document;
    }

    QString m_hereMark;
};

/// cmd.exe takes carets off first; then the program splits its line by Microsoft's rules for C.
class CmdSplitter : public Splitter
{
public:
    using Splitter::Splitter;

private:
    void step() override
    {
        const std::optional<QChar> taken = takeCaret();
        const QChar c = taken.value_or(here());
        if (taken && c.isNull())
            return;
        if (!taken) {
            if (c == u'%' && takeVariable())
                return;
            ++m_at;
        }
        if (c == u'\\') {
            takeBackslashes();
        } else if (c == u'"') {
            takeQuote(taken.has_value());
        } else if (c == u'\n' && !taken) {
            m_isQuoted = m_isCmdQuoted = false;
            endCommand();
        } else if (c.isSpace() && !m_isQuoted) {
            endWord();
        } else if (!m_isQuoted && !m_isCmdQuoted && !taken && (c == u'|' || c == u'>' || c == u'<')) {
            ignoreRest(QString(c));
        } else if (!m_isQuoted && !m_isCmdQuoted && !taken && c == u'&') {
            endCommand();
        } else if (c != u'\r') {
            put(c);
        }
    }

    /// The character behind a caret; null behind one at a line's end. Inside cmd's own quotes carets stand
    /// for themselves.
    std::optional<QChar> takeCaret()
    {
        if (here() != u'^' || m_isCmdQuoted)
            return std::nullopt;
        ++m_at;
        if (here() == u'\r')
            ++m_at;
        if (here() == u'\n') {
            ++m_at;
            // "^", an empty line: the line's end itself.
            if (here() == u'\r')
                ++m_at;
            if (here() == u'\n') {
                ++m_at;
                return u'\n';
            }
            if (!m_isQuoted)
                endWord();
            return QChar();
        }
        const QChar c = here();
        ++m_at;
        return c;
    }

    bool takeVariable()
    {
        static const QRegularExpression form(QStringLiteral("\\G%([A-Za-z_][A-Za-z0-9_]*)%"));
        const QRegularExpressionMatch match = form.match(m_text, m_at);
        if (!match.hasMatch())
            return false;
        put(variableMark(match.captured(1)));
        m_at = match.capturedEnd();
        return true;
    }

    /// Backslashes count only in front of a quote: two make one, an odd one makes the quote a letter.
    void takeBackslashes()
    {
        qsizetype count = 1;
        bool isCaret = false;
        while (true) {
            if (here() == u'\\') {
                ++count;
                ++m_at;
            } else if (here() == u'^' && here(1) == u'\\' && !m_isCmdQuoted) {
                ++count;
                m_at += 2;
            } else {
                break;
            }
        }
        qsizetype quoteAt = -1;
        if (here() == u'"') {
            quoteAt = 1;
        } else if (here() == u'^' && here(1) == u'"' && !m_isCmdQuoted) {
            quoteAt = 2;
            isCaret = true;
        }
        if (quoteAt < 0) {
            put(QString(count, u'\\'));
            return;
        }
        put(QString(count / 2, u'\\'));
        if (count % 2 == 0)
            return; // the quote is the next step's
        m_at += quoteAt;
        if (!isCaret)
            m_isCmdQuoted = !m_isCmdQuoted; // cmd itself knows no backslash
        put(u'"');
    }

    void takeQuote(bool isCaret)
    {
        if (!isCaret)
            m_isCmdQuoted = !m_isCmdQuoted;
        beginWord();
        const bool isDoubled = here() == u'"' || (here() == u'^' && here(1) == u'"' && !m_isCmdQuoted);
        if (m_isQuoted && isDoubled) {
            if (here() == u'"')
                m_isCmdQuoted = !m_isCmdQuoted;
            m_at += here() == u'"' ? 1 : 2;
            put(u'"');
            return;
        }
        m_isQuoted = !m_isQuoted;
    }

    bool m_isQuoted = false;    ///< By the program's rules.
    bool m_isCmdQuoted = false; ///< By those of cmd, which decide what a caret is.
};

/// PowerShell's quotes for a program's arguments.
class PowerShellSplitter : public Splitter
{
public:
    using Splitter::Splitter;

private:
    void step() override
    {
        const QChar c = here();
        if (c == u'`') {
            takeBacktick();
        } else if (c == u'\n' || c == u';') {
            ++m_at;
            endCommand();
        } else if (c.isSpace()) {
            ++m_at;
            endWord();
        } else if (c == u'\'') {
            takeQuoted(u'\'');
        } else if (c == u'"') {
            takeQuoted(u'"');
        } else if (c == u'$') {
            takeVariable();
        } else if (c == u'|' || (c == u'>' && !m_hasWord)) {
            ++m_at;
            ignoreRest(QString(c));
        } else {
            put(c);
            ++m_at;
        }
    }

    void takeBacktick()
    {
        ++m_at;
        if (here() == u'\r')
            ++m_at;
        if (here() != u'\n' && m_at < m_text.size())
            put(here() == u'n' ? QChar(u'\n') : here() == u't' ? QChar(u'\t') : here());
        ++m_at;
    }

    /// PowerShell hands a program its quotes with a backslash in front, which is taken off, too.
    void takeQuoted(QChar quote)
    {
        ++m_at;
        beginWord();
        while (m_at < m_text.size()) {
            if (here() == quote && here(1) == quote) {
                put(quote);
                m_at += 2;
            } else if (here() == quote) {
                break;
            } else if (here() == u'\\' && here(1) == u'"' && (quote == u'\'' || here(2) == u'"')) {
                put(u'"');
                m_at += quote == u'\'' ? 2 : 3;
            } else if (quote == u'"' && here() == u'`') {
                takeBacktick();
            } else if (quote == u'"' && here() == u'$') {
                takeVariable();
            } else {
                put(m_text.at(m_at++));
            }
        }
        ++m_at;
    }

    void takeVariable()
    {
        static const QRegularExpression form(
            QStringLiteral("\\G\\$(?:\\{)?(?:env:)?([A-Za-z_][A-Za-z0-9_]*)\\}?"),
            QRegularExpression::CaseInsensitiveOption);
        const QRegularExpressionMatch match = form.match(m_text, m_at);
        if (match.hasMatch()) {
            put(variableMark(match.captured(1)));
            m_at = match.capturedEnd();
        } else {
            put(u'$');
            ++m_at;
        }
    }
};

} // namespace

ShellDialect shellDialectOf(const QString &text)
{
    static const QRegularExpression caret(QStringLiteral("\\^\\r?$|\\^\""),
                                          QRegularExpression::MultilineOption);
    static const QRegularExpression doubled(QStringLiteral("[{,:\\[]\\s*\"\"\\w"));
    static const QRegularExpression backtick(QStringLiteral("`\\r?$"), QRegularExpression::MultilineOption);
    if (text.contains(caret) || (!text.contains(u'\'') && text.contains(doubled)))
        return ShellDialect::Cmd;
    if (text.contains(backtick) || text.contains(u"$env:"_qs, Qt::CaseInsensitive) ||
        text.trimmed().startsWith(u"curl.exe"))
        return ShellDialect::PowerShell;
    return ShellDialect::Bash;
}

std::vector<ShellCommand> shellCommands(const QString &text, ShellDialect dialect)
{
    const QString clean = withoutMarks(text);
    switch (dialect) {
    case ShellDialect::Cmd:
        return CmdSplitter(clean).split();
    case ShellDialect::PowerShell:
        return PowerShellSplitter(clean).split();
    case ShellDialect::Bash:
        break;
    }
    return BashSplitter(clean).split();
}

} // namespace weir
