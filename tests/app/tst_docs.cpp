// SPDX-License-Identifier: GPL-3.0-or-later
// Holds the pages for readers to the tree: quotes are what the programs say, links lead somewhere, commands
// have options that there are, and the Chinese pages name what the English ones name.
#include "messagesources.h"
#include "support/cliprocess.h"
#include "support/translationfile.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QRegularExpression>
#include <QTest>

using namespace weir;
using namespace weir::test;

namespace {

const QDir tree(QStringLiteral(WEIR_SOURCE));

QString contentOf(const QString &path)
{
    QFile file(tree.filePath(path));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// README.md, ..., docs/zh_CN/cli.md.
QStringList pages()
{
    QStringList found{QStringLiteral("README.md"), QStringLiteral("CONTRIBUTING.md"),
                      QStringLiteral("CHANGELOG.md"), QStringLiteral("bench/README.md")};
    QDirIterator all(tree.filePath(QStringLiteral("docs")), {QStringLiteral("*.md")}, QDir::Files,
                     QDirIterator::Subdirectories);
    while (all.hasNext())
        found << tree.relativeFilePath(all.next());
    found.sort();
    return found;
}

/// The page of the same name in the other language.
QString englishOf(const QString &chinese)
{
    return QString(chinese).replace(QStringLiteral("docs/zh_CN/"), QStringLiteral("docs/"));
}

QStringList matches(const QRegularExpression &expression, const QString &text)
{
    QStringList found;
    for (const QRegularExpressionMatch &match : expression.globalMatch(text))
        found << match.captured(1);
    return found;
}

/// What is between the fences, each block with its line breaks; lines that go on are joined.
QString blocksOf(const QString &text)
{
    static const QRegularExpression block(QStringLiteral(R"(^ *```\w*[^\n]*\n(.*?)^ *```)"),
                                          QRegularExpression::MultilineOption |
                                              QRegularExpression::DotMatchesEverythingOption);
    return matches(block, text).join(u'\n').replace(QStringLiteral("\\\n"), QString());
}

QString withoutBlocks(QString text)
{
    static const QRegularExpression block(QStringLiteral(R"(^ *```.*?^ *```)"),
                                          QRegularExpression::MultilineOption |
                                              QRegularExpression::DotMatchesEverythingOption);
    return text.remove(block);
}

/// As the place of a heading is called in a link: letters and figures, small, a hyphen for each blank.
QStringList anchorsOf(const QString &text)
{
    static const QRegularExpression heading(QStringLiteral(R"(^#+ +(.+)$)"),
                                            QRegularExpression::MultilineOption);
    static const QRegularExpression mark(QStringLiteral(R"([^\w\- ])"),
                                         QRegularExpression::UseUnicodePropertiesOption);
    QStringList anchors;
    for (const QString &words : matches(heading, withoutBlocks(text)))
        anchors << words.toLower().remove(mark).replace(u' ', u'-');
    return anchors;
}

QStringList linksOf(const QString &text)
{
    static const QRegularExpression code(QStringLiteral("`[^`\n]*`"));
    static const QRegularExpression link(QStringLiteral(R"(\]\(([^()\s]+)\))"));
    return matches(link, withoutBlocks(text).remove(code));
}

QStringList quotesOf(const QString &page)
{
    static const QRegularExpression quote(QStringLiteral("^> (.+)$"), QRegularExpression::MultilineOption);
    return matches(quote, contentOf(page));
}

bool isChinese(const QString &text)
{
    static const QRegularExpression han(QStringLiteral(R"(\p{Han})"));
    return text.contains(han);
}

/// Texts with dots in the places of their arguments.
QString withDots(const QStringList &texts)
{
    static const QRegularExpression place(QStringLiteral("%[1-9]"));
    return texts.join(u'\n').replace(place, QString(QChar(0x2026)));
}

/// Every sentence, and the texts of app/weir, which speaks before it can translate.
QString said()
{
    QStringList all{contentOf(QStringLiteral("app/weir/main.cpp"))};
    for (const WrittenMessage &message :
         messagesOfTree(tree.path(), {QStringLiteral("core"), QStringLiteral("app"), QStringLiteral("ui")})
             .messages)
        all << message.english;
    return withDots(all);
}

QString saidInChinese()
{
    QStringList all;
    for (const TranslatedText &text :
         readTranslations(tree.filePath(QStringLiteral("resources/translations/messages_zh_CN.ts"))))
        all << text.texts;
    return withDots(all);
}

/// What the first cells of all tables hold in backticks, in their order; of several words the first.
QStringList namesInTables(const QString &text)
{
    static const QRegularExpression cell(QStringLiteral(R"(^\|((?:\\\||[^|\n])*)\|)"),
                                         QRegularExpression::MultilineOption);
    static const QRegularExpression name(QStringLiteral("`([^` ]+)[^`]*`"));
    QStringList names;
    for (const QString &first : matches(cell, withoutBlocks(text)))
        names << matches(name, first);
    return names;
}

QStringList optionsOf(const QString &text)
{
    static const QRegularExpression option(QStringLiteral(R"((?<![\w-])(--[a-z][a-z-]*))"));
    QStringList options = matches(option, text);
    options.removeDuplicates();
    options.sort();
    return options;
}

QString help(const QStringList &arguments)
{
    return QString::fromUtf8(callCli(QStringLiteral(WEIR_CLI), arguments, QDir::tempPath()).out);
}

QStringList subcommands()
{
    static const QRegularExpression line(QStringLiteral("^  ([a-z]+) "), QRegularExpression::MultilineOption);
    static const QStringList all =
        matches(line, help({QStringLiteral("--help")}).section(QStringLiteral("Subcommands:"), 1));
    return all;
}

/// Asked once each.
QStringList optionsOfHelp(const QString &subcommand)
{
    static const QRegularExpression line(QStringLiteral(R"(^ +(?:-\w,)?(--[a-z][a-z-]*))"),
                                         QRegularExpression::MultilineOption);
    static QHash<QString, QStringList> known;
    if (!known.contains(subcommand))
        known[subcommand] = matches(line, help({subcommand, QStringLiteral("--help")}));
    return known[subcommand];
}

void pagesAsRows(const QStringList &rows)
{
    QTest::addColumn<QString>("page");
    for (const QString &page : rows)
        QTest::newRow(qPrintable(page)) << page;
}

} // namespace

class TestDocs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyQuoteIsSaid()
    {
        static const QString english = said();
        static const QString chinese = saidInChinese();
        const QStringList quotes = quotesOf(QStringLiteral("docs/troubleshooting.md"));
        const QStringList both = quotesOf(QStringLiteral("docs/zh_CN/troubleshooting.md"));
        QVERIFY(quotes.size() > 20);
        for (const QString &quote : quotes)
            QVERIFY2(english.contains(quote), qPrintable(quote));
        QStringList repeated;
        for (const QString &quote : both) {
            if (isChinese(quote))
                QVERIFY2(chinese.contains(quote), qPrintable(quote));
            else
                repeated << quote;
        }
        QCOMPARE(repeated, quotes);
        QVERIFY(both.size() > quotes.size());
    }

    void everyLinkLeadsSomewhere_data() { pagesAsRows(pages()); }

    void everyLinkLeadsSomewhere()
    {
        QFETCH(const QString, page);
        const QDir folder(QFileInfo(tree.filePath(page)).path());
        for (const QString &link : linksOf(contentOf(page))) {
            if (link.contains(QStringLiteral("://")))
                continue;
            const QString file = link.section(u'#', 0, 0);
            const QString path = file.isEmpty() ? tree.filePath(page) : folder.filePath(file);
            QVERIFY2(QFileInfo::exists(path), qPrintable(link));
            if (link.contains(u'#'))
                QVERIFY2(anchorsOf(contentOf(path)).contains(link.section(u'#', 1)), qPrintable(link));
        }
    }

    void theIndexHasEveryPage()
    {
        const QStringList links = linksOf(contentOf(QStringLiteral("docs/README.md")));
        for (const QString &page : pages().filter(QRegularExpression(QStringLiteral("^docs/[^/]+$")))) {
            const QString name = page.section(u'/', -1);
            QVERIFY2(name == QStringLiteral("README.md") || links.contains(name), qPrintable(page));
        }
    }

    /// A page that there is in Chinese is found in the Chinese index, and among those that are English alone
    /// there is none of them.
    void theChineseIndexHasEveryChinesePage()
    {
        const QStringList links = linksOf(contentOf(QStringLiteral("docs/zh_CN/README.md")));
        for (const QString &page : pages().filter(QRegularExpression(QStringLiteral("^docs/[^/]+$")))) {
            const QString name = page.section(u'/', -1);
            if (name == QStringLiteral("README.md"))
                continue;
            const bool translated = QFileInfo::exists(tree.filePath(QStringLiteral("docs/zh_CN/") + name));
            QVERIFY2(links.contains(translated ? name : QStringLiteral("../") + name), qPrintable(page));
            QVERIFY2(!translated || !links.contains(QStringLiteral("../") + name), qPrintable(page));
        }
    }

    void everyPictureIsOfThePagesLanguage_data() { pagesAsRows(pages()); }

    void everyPictureIsOfThePagesLanguage()
    {
        static const QRegularExpression picture(QStringLiteral(R"(!\[[^\]\n]*\]\(([^()\s]+)\))"));
        QFETCH(const QString, page);
        const bool chinese = page.startsWith(QStringLiteral("docs/zh_CN/"));
        for (const QString &path : matches(picture, contentOf(page))) {
            QVERIFY2(path.contains(QStringLiteral("images/")), qPrintable(path));
            QVERIFY2(path.contains(QStringLiteral("images/zh_CN/")) == chinese, qPrintable(path));
        }
    }

    /// What the program that takes the pictures no longer takes would never be renewed.
    void everyStoredPictureIsTaken()
    {
        static const QRegularExpression name(QStringLiteral("QStringLiteral\\(\"([a-z-]+)\"\\)"));
        const QStringList taken =
            matches(name, contentOf(QStringLiteral("tests/ui/screenshots/screenshots.cpp")));
        QVERIFY(taken.contains(QStringLiteral("welcome")));
        const QDir images(tree.filePath(QStringLiteral("docs/images")));
        const QStringList english = images.entryList({QStringLiteral("*.png")});
        const QStringList chinese =
            QDir(images.filePath(QStringLiteral("zh_CN"))).entryList({QStringLiteral("*.png")});
        QVERIFY(english.size() > 20 && chinese.size() > 8);
        for (const QString &file : english) {
            QVERIFY2(taken.contains(file.section(u'-', 0, -2)), qPrintable(file));
            QVERIFY2(file.endsWith(QStringLiteral("-light.png")) ||
                         file.endsWith(QStringLiteral("-dark.png")),
                     qPrintable(file));
        }
        for (const QString &file : chinese)
            QVERIFY2(english.contains(file), qPrintable(file));
    }

    void bothLanguagesNameTheSame_data()
    {
        pagesAsRows(pages().filter(QRegularExpression(QStringLiteral("^docs/zh_CN/(?!README|quickstart)"))));
    }

    /// And both lead to each other.
    void bothLanguagesNameTheSame()
    {
        QFETCH(const QString, page);
        const QString chinese = contentOf(page);
        const QString english = contentOf(englishOf(page));
        QVERIFY2(!english.isEmpty(), qPrintable(englishOf(page)));
        QCOMPARE(namesInTables(chinese), namesInTables(english));
        QCOMPARE(optionsOf(chinese), optionsOf(english));
        const QString name = page.section(u'/', -1);
        QVERIFY(linksOf(chinese).contains(QStringLiteral("../") + name));
        QVERIFY(linksOf(english).contains(QStringLiteral("zh_CN/") + name));
    }

    void everyCommandIsKnown_data() { pagesAsRows(pages()); }

    void everyCommandIsKnown()
    {
        // In a block, or in backticks, up to whatever ends the command.
        static const QRegularExpression command(
            QStringLiteral(R"((?:^|[`$&;] ?)weir-cli ([a-z][^`|#>&;\n]*))"),
            QRegularExpression::MultilineOption);
        QFETCH(const QString, page);
        const QString text = contentOf(page);
        for (const QString &line : matches(command, blocksOf(text)) + matches(command, withoutBlocks(text))) {
            const QString subcommand = line.section(QRegularExpression(QStringLiteral("[^a-z]")), 0, 0);
            QVERIFY2(subcommands().contains(subcommand), qPrintable(line));
            const QStringList known = optionsOfHelp(subcommand);
            for (const QString &option : optionsOf(line))
                QVERIFY2(known.contains(option), qPrintable(line));
        }
    }

    void thePageOfCommandsHasEveryOption()
    {
        const QString page = contentOf(QStringLiteral("docs/cli.md"));
        const QStringList named = optionsOf(page);
        QVERIFY(subcommands().size() > 5);
        for (const QString &subcommand : subcommands()) {
            QVERIFY2(blocksOf(page).contains(QStringLiteral("weir-cli ") + subcommand),
                     qPrintable(subcommand));
            for (const QString &option : optionsOfHelp(subcommand))
                QVERIFY2(option == QStringLiteral("--help") || named.contains(option), qPrintable(option));
        }
    }
};

QTEST_GUILESS_MAIN(TestDocs)
#include "tst_docs.moc"
