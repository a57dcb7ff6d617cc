// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/templatetags.h"

#include <QTest>

using namespace weir;

namespace {

/// "name", "#name", "^name"; a leading "+" where the tag stands inside a section.
QStringList summaryOf(const std::vector<TemplateTag> &tags)
{
    QStringList lines;
    for (const TemplateTag &tag : tags) {
        const QStringList sigils{QString(), QStringLiteral("#"), QStringLiteral("^")};
        lines.append((tag.inSection ? QStringLiteral("+") : QString()) + sigils[static_cast<int>(tag.kind)] +
                     tag.name);
    }
    return lines;
}

} // namespace

class TestTemplateTags : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTags_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("tags");
        QTest::newRow("none") << u"plain { text } }}"_qs << QStringList{};
        QTest::newRow("empty") << QString() << QStringList{};
        QTest::newRow("variables") << u"a {{b}} {{ c.d }}{{{e}}} {{&f}}"_qs
                                   << QStringList{u"b"_qs, u"c.d"_qs, u"e"_qs, u"f"_qs};
        QTest::newRow("comment") << u"{{! {{ note }}{{a}}"_qs << QStringList{u"a"_qs};
        QTest::newRow("empty comment") << u"{{!}}"_qs << QStringList{};
        QTest::newRow("sections") << u"{{#a}}{{b}}{{^c}}{{.}}{{/c}}{{/a}}{{d}}"_qs
                                  << QStringList{u"#a"_qs, u"+b"_qs, u"+^c"_qs, u"+."_qs, u"d"_qs};
        QTest::newRow("space in a section's tags") << u"{{# a }}{{/ a}}"_qs << QStringList{u"#a"_qs};
        QTest::newRow("same name nested")
            << u"{{#a}}{{#a}}{{/a}}{{/a}}"_qs << QStringList{u"#a"_qs, u"+#a"_qs};
        QTest::newRow("JSON around") << u"{\"a\":{\"b\":\"{{c}}\"}}"_qs << QStringList{u"c"_qs};
    }

    void findsTags()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, tags);
        const Result<std::vector<TemplateTag>> found = templateTags(text);
        QVERIFY2(found.ok(), found ? "" : qPrintable(found.error().text()));
        QCOMPARE(summaryOf(*found), tags);
    }

    void refusesBrokenTemplates_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("line");
        QTest::newRow("open tag") << u"a\n{{b"_qs << 2;
        QTest::newRow("half closed") << u"{{b}"_qs << 1;
        QTest::newRow("triple closed by two") << u"{{{b}} c"_qs << 1;
        QTest::newRow("open at the end") << u"a{{"_qs << 1;
        QTest::newRow("no name") << u"{{ }}"_qs << 1;
        QTest::newRow("section without name") << u"{{#}}"_qs << 1;
        QTest::newRow("open section") << u"\n\n{{#a}}\n"_qs << 3;
        QTest::newRow("section never opened") << u"{{a}}\n{{/a}}"_qs << 2;
        QTest::newRow("crossed sections") << u"{{#a}}{{#b}}\n{{/a}}{{/b}}"_qs << 2;
        QTest::newRow("partial") << u"{{>a}}"_qs << 1;
        QTest::newRow("delimiters") << u"{{=<% %>=}}"_qs << 1;
    }

    void refusesBrokenTemplates()
    {
        QFETCH(QString, text);
        QFETCH(int, line);
        const Result<std::vector<TemplateTag>> found = templateTags(text);
        QVERIFY(!found.ok());
        QCOMPARE(found.error().where.english(), QStringLiteral("template line %1").arg(line));
    }
};

QTEST_GUILESS_MAIN(TestTemplateTags)
#include "tst_templatetags.moc"
