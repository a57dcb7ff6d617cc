// SPDX-License-Identifier: GPL-3.0-or-later
#include "messagesources.h"

#include <QDirIterator>
#include <QFile>

#include <algorithm>
#include <optional>

namespace weir {

namespace {

const QString macro = QStringLiteral("WEIR_TEXT(");

/// The end of the string or character literal that begins at `at`.
qsizetype endOfLiteral(const QString &source, qsizetype at)
{
    const QChar quote = source[at];
    for (++at; at < source.size() && source[at] != quote && source[at] != u'\n'; ++at) {
        if (source[at] == u'\\')
            ++at;
    }
    return std::min(at + 1, source.size());
}

/// A quote behind a digit parts thousands.
bool beginsLiteral(const QString &source, qsizetype at)
{
    return source[at] == u'"' || (source[at] == u'\'' && (at == 0 || !source[at - 1].isDigit()));
}

/// `source` with blanks in place of comments; lines stay where they are.
QString withoutComments(QString source)
{
    const auto blank = [&source](qsizetype from, qsizetype to) {
        for (qsizetype i = from; i < to; ++i) {
            if (source[i] != u'\n')
                source[i] = u' ';
        }
    };
    qsizetype at = 0;
    while (at < source.size()) {
        const QStringView rest = QStringView(source).sliced(at);
        qsizetype end = at + 1;
        if (rest.startsWith(u"//")) {
            end = source.indexOf(u'\n', at);
            end = end < 0 ? source.size() : end;
            blank(at, end);
        } else if (rest.startsWith(u"/*")) {
            end = source.indexOf(u"*/", at + 2);
            end = end < 0 ? source.size() : end + 2;
            blank(at, end);
        } else if (beginsLiteral(source, at)) {
            end = endOfLiteral(source, at);
        }
        at = end;
    }
    return source;
}

void skipSpace(const QString &source, qsizetype &at)
{
    while (at < source.size() && source[at].isSpace())
        ++at;
}

/// What the literal between two quotes says; nothing for an escape that no sentence needs.
std::optional<QString> unescaped(QStringView literal)
{
    QString text;
    for (qsizetype i = 0; i < literal.size(); ++i) {
        if (literal[i] != u'\\') {
            text += literal[i];
            continue;
        }
        ++i;
        if (i >= literal.size() || (literal[i] != u'"' && literal[i] != u'\\' && literal[i] != u'n'))
            return std::nullopt;
        text += literal[i] == u'n' ? QChar(u'\n') : literal[i];
    }
    return text;
}

/// Adjacent string literals as one, up to `closing`, behind which `at` stands then.
std::optional<QString> takeLiterals(const QString &source, qsizetype &at, QChar closing)
{
    QString text;
    bool isThere = false;
    for (skipSpace(source, at); at < source.size() && source[at] == u'"'; skipSpace(source, at)) {
        const qsizetype end = endOfLiteral(source, at);
        const std::optional<QString> part = unescaped(QStringView(source).sliced(at + 1, end - at - 2));
        if (!part)
            return std::nullopt;
        text += *part;
        at = end;
        isThere = true;
    }
    if (!isThere || at >= source.size() || source[at] != closing)
        return std::nullopt;
    ++at;
    return text;
}

bool isDefinition(const QString &source, qsizetype at)
{
    const qsizetype lineBegin = at == 0 ? 0 : source.lastIndexOf(u'\n', at - 1) + 1;
    return QStringView(source).sliced(lineBegin, at - lineBegin).trimmed().startsWith(u'#');
}

} // namespace

void collectMessages(const QString &source, const QString &name, WrittenMessages &found)
{
    const QString text = withoutComments(source);
    for (qsizetype at = text.indexOf(macro); at >= 0; at = text.indexOf(macro, at)) {
        const qsizetype begin = at;
        at += macro.size();
        if (isDefinition(text, begin))
            continue;
        const QString place =
            QStringLiteral("%1:%2").arg(name).arg(QStringView(text).first(begin).count(u'\n') + 1);
        const std::optional<QString> code = takeLiterals(text, at, u',');
        const std::optional<QString> english = code ? takeLiterals(text, at, u')') : std::nullopt;
        if (english)
            found.messages.push_back({place, *code, *english});
        else
            found.unreadable << place;
    }
}

WrittenMessages messagesOfTree(const QString &root, const QStringList &folders)
{
    QStringList paths;
    for (const QString &folder : folders) {
        QDirIterator files(root + u'/' + folder, {QStringLiteral("*.h"), QStringLiteral("*.cpp")},
                           QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext())
            paths << files.next();
    }
    paths.sort();
    WrittenMessages found;
    for (const QString &path : paths) {
        QFile file(path);
        if (file.open(QIODevice::ReadOnly))
            collectMessages(QString::fromUtf8(file.readAll()), path.sliced(root.size() + 1), found);
        else
            found.unreadable << path;
    }
    return found;
}

} // namespace weir
