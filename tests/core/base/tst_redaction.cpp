// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets in every form that services give them, and where a text ends in one.
#include "base/redaction.h"
#include "support/secretclothes.h"

#include <QStringConverter>
#include <QTest>

using namespace weir;
using namespace weir::test;

namespace {

const QByteArray key = "sk-Proj/9aB+c\"dE=f_gH&1<2>";

Redactor knowing(const QByteArray &secret)
{
    Redactor redactor;
    redactor.add(secret);
    return redactor;
}

} // namespace

class TestRedaction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsRememberedIsTheSame()
    {
        Redactor plain;
        plain.add("sk-a-secret-of-letters-1");
        const Redactor remembering = plain.remembering();
        const QByteArrayList texts{"calm", "key sk-a-secret-of-letters-1 echoed", "sk-a-secret-of-le",
                                   QByteArray("x").repeated(300'000)};
        for (int round = 0; round < 3; ++round) {
            for (const QByteArray &text : texts) {
                for (const qsizetype limit : {qsizetype(16), text.size(), text.size() + 1})
                    QCOMPARE(remembering.redactedHead(text, limit), plain.redactedHead(text, limit));
                QCOMPARE(remembering.redacted(text), plain.redacted(text));
            }
        }
        // Nothing is known any more when there is another secret to find.
        QCOMPARE(remembering.with({"calm-but-secret"}).redacted("calm-but-secret, calm"),
                 plain.with({"calm-but-secret"}).redacted("calm-but-secret, calm"));
        QVERIFY(!remembering.with({"echoed-too-much"}).redacted("echoed-too-much").contains("too-much"));
        QVERIFY(Redactor().remembering().isEmpty());
    }

    void everyForm_data()
    {
        QTest::addColumn<QByteArray>("form");
        for (const Clothes &clothes : clothesOf(key))
            QTest::newRow(clothes.name) << clothes.text;
    }

    void everyForm()
    {
        QFETCH(QByteArray, form);
        const Redactor redactor = knowing(key);
        QCOMPARE(remainsOf(key, form, redactor.redacted("before " + form + " after")), QByteArray());
        const QByteArray clean = redactor.redacted("before \"" + form + "\" after");
        QVERIFY2(clean.startsWith("before ") && clean.endsWith(" after"), clean.constData());
        QVERIFY2(clean.contains("[redacted]"), clean.constData());
        QCOMPARE(redactor.redacted("nothing of it"), QByteArray("nothing of it"));
    }

    void everyFormCutAnywhere_data() { everyForm_data(); }
    void everyFormCutAnywhere()
    {
        QFETCH(QByteArray, form);
        const Redactor redactor = knowing(key);
        const QByteArray text = "no more for " + form + ", sorry";
        for (qsizetype limit = 0; limit <= text.size(); ++limit) {
            const QByteArray clean = redactor.redactedHead(text, limit);
            QVERIFY2(remainsOf(key, form, clean).isEmpty(), clean.constData());
            QVERIFY(clean.size() <= limit + 10);
        }
    }

    void everyDressingCutAnywhere_data()
    {
        QTest::addColumn<QByteArray>("form");
        for (const Dressing &dressing : dressings()) {
            if (!dressing.isBinary) // half of it holds nothing that anybody could read
                QTest::newRow(dressing.name) << dressing.dress(key);
        }
    }
    void everyDressingCutAnywhere()
    {
        QFETCH(const QByteArray, form);
        const Redactor redactor = knowing(key);
        const QByteArray text = "no more for\n" + form + "\n, sorry";
        for (qsizetype limit = 0; limit <= text.size(); limit += 3) {
            const QByteArray clean = redactor.redactedHead(text, limit);
            QVERIFY2(remainsOf(key, form, clean).isEmpty(),
                     (QByteArray::number(limit) + ": " + clean).constData());
        }
    }

    void inPiecesOrRareCodes_data()
    {
        QTest::addColumn<QByteArray>("form");
        const auto each = [](const char *before, int base, int digits, const char *behind) {
            QByteArray form;
            for (const char c : key)
                form += before + QByteArray::number(quint8(c), base).rightJustified(digits, '0') + behind;
            return form;
        };
        const auto pieces = [](qsizetype size, const auto &dress) {
            QByteArray form;
            for (qsizetype at = 0; at < key.size(); at += size)
                form += dress(at / size, key.mid(at, size));
            return form;
        };
        using Piece = const QByteArray &;
        const auto inJson = [](QByteArray text) { return text.replace('"', "\\\""); };
        QTest::newRow("letters by number") << pieces(1, [inJson](qsizetype i, Piece c) {
            return '"' + QByteArray::number(i) + "\": \"" + inJson(c) + "\", ";
        });
        QTest::newRow("codes by number") << pieces(1, [](qsizetype i, Piece c) {
            return QByteArray::number(i) + ": " + QByteArray::number(quint8(c[0])) + ", ";
        });
        QTest::newRow("tokens and their figures") << pieces(3, [inJson](qsizetype, Piece token) {
            return "{\"token\": \"" + inJson(token) + "\", \"logprob\": -0.25, \"top\": [\"a\"]}, ";
        });
        QTest::newRow("events of a stream") << pieces(4, [inJson](qsizetype i, Piece token) {
            return "data: {\"id\":" + QByteArray::number(i) + ",\"delta\":{\"content\":\"" + inJson(token) +
                   "\"}}\n\n";
        });
        QTest::newRow("bytes as Rust prints them")
            << pieces(1, [](qsizetype, Piece c) { return "b'" + c + "', "; });
        QTest::newRow("numbered variables") << pieces(
            9, [](qsizetype i, Piece piece) { return "part" + QByteArray::number(i) + "=" + piece + "\n"; });
        QTest::newRow("sections of XML") << pieces(3, [](qsizetype i, Piece piece) {
            return (i > 0 ? QByteArray("]]><![CDATA[") : QByteArray()) + piece;
        });
        QTest::newRow("code points") << each("U+", 16, 4, "");
        QTest::newRow("code points by name") << each("\\N{U+", 16, 4, "}");
        QTest::newRow("octal in braces") << each("\\o{", 8, 1, "}");
        QTest::newRow("a style sheet's") << each("\\", 16, 6, "");
        QTest::newRow("an assembler's") << each("", 16, 2, "h ");
        QTest::newRow("unseen tags") << pieces(1, [](qsizetype, Piece c) {
            const char32_t tag = 0xe0000 + char32_t(c[0]);
            return QString::fromUcs4(&tag, 1).toUtf8();
        });
        QTest::newRow("Base64 of UTF-32")
            << QByteArray(QStringEncoder(QStringConverter::Utf32LE)(QString::fromUtf8(key))).toBase64();
    }
    void inPiecesOrRareCodes()
    {
        QFETCH(const QByteArray, form);
        const Redactor redactor = knowing(key);
        const QByteArray text = "no more for\n" + form + "\n, sorry: not a key of ours";
        const QByteArray clean = redactor.redacted(text);
        QVERIFY2(clean.contains("[redacted]") && clean.startsWith("no more for\n") &&
                     clean.endsWith(", sorry: not a key of ours"),
                 clean.constData());
        for (qsizetype limit = 0; limit <= text.size(); limit += 3) {
            const QByteArray head = redactor.redactedHead(text, limit);
            QVERIFY2(remainsOf(key, form, head).isEmpty(),
                     (QByteArray::number(limit) + ": " + head).constData());
        }
    }

    void aWordBeforeEachCode()
    {
        QByteArray calls;
        for (const char c : key)
            calls += "CHR(" + QByteArray::number(quint8(c)) + ")||";
        const QByteArray clean = knowing(key).redacted("no more for " + calls + " in all of our tables");
        QCOMPARE(clean, QByteArray("no more for CHR([redacted])|| in all of our tables"));
    }

    /// One of them over the other, whichever: so the kind is found, not the case.
    void anyTwoDressings_data()
    {
        QTest::addColumn<QByteArray>("secret");
        QTest::newRow("with marks") << key;
        QTest::newRow("a word and a number") << QByteArray("hunter2-2024");
    }
    void anyTwoDressings()
    {
        QFETCH(const QByteArray, secret);
        const Redactor redactor = knowing(secret);
        QByteArrayList left;
        for (const Dressing &inner : dressings()) {
            const QByteArray once = inner.dress(secret);
            for (const Dressing &outer : dressings()) {
                if ((outer.losesCase && inner.needsCase) || (inner.isBinary && &inner != &outer))
                    continue;
                const bool isTurned = outer.dress("1\n2") == "2\n1" || outer.dress("n") == "a";
                if ((inner.isOfLines && (outer.isOfLines || outer.isInGroups || isTurned)) ||
                    (outer.isOfLines && inner.isInGroups))
                    continue;
                const QByteArray form = outer.dress(once);
                const QByteArray clean = redactor.redacted("before \"" + form + "\" after");
                // A line's number is no secret.
                const QByteArray &telling = inner.isOfLines || outer.isOfLines ? secret : form;
                if (clean != "before \"[redacted]\" after" && !remainsOf(secret, telling, clean).isEmpty())
                    left += QByteArray(inner.name) + ", then " + outer.name + ": " + clean;
            }
        }
        QVERIFY2(left.isEmpty(),
                 QByteArray::number(left.size()) + " are left:\n" + left.join('\n').left(4000));
    }

    void mixedFormsStandBesideEachOther()
    {
        const Redactor redactor = knowing(key);
        QByteArray text;
        for (const Clothes &clothes : clothesOf(key))
            text += "<" + clothes.text + ">\n";
        for (const Clothes &clothes : clothesOf(key))
            QVERIFY2(remainsOf(key, clothes.text, redactor.redacted(text)).isEmpty(), clothes.name);
    }

    void textsThatEndInASecret()
    {
        const Redactor redactor = knowing("abcdefghijklmnop");
        QCOMPARE(redactor.redacted("ends in abcd"), QByteArray("ends in abcd"));
        QCOMPARE(redactor.redacted("ends in abcdefghij"), QByteArray("ends in [redacted]"));
        QCOMPARE(redactor.redactedHead("ends in abcd", 12), QByteArray("ends in "));
        QCOMPARE(redactor.redactedHead("ends in abc", 11), QByteArray("ends in abc"));
        QCOMPARE(redactor.redactedHead("ends in %61bcd%6", 16), QByteArray("ends in "));
        QCOMPARE(redactor.redactedHead("ends in abcdefghijklmnop", 24), QByteArray("ends in "));
        QCOMPARE(redactor.redactedHead("ends in abcdefghijklmnop.", 25), QByteArray("ends in [redacted]."));
    }

    void halfOfALongSecretIsOne_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("clean");
        const QByteArray key("sk-proj-4f9aKq81LmZt02XbVw7RyPdCh36EsNu");
        const auto row = [](const char *name, const QByteArray &piece, const QByteArray &left) {
            QTest::newRow(name) << "the key '" + piece + "' is wrong"
                                << "the key '" + left + "' is wrong";
        };
        row("cut behind", key.chopped(3), "[redacted]");
        row("cut in front", key.mid(3), "[redacted]");
        row("cut at both ends", key.mid(4, 30), "[redacted]");
        row("first half", key.first(20), "[redacted]");
        row("second half", key.last(20), "[redacted]");
        row("with stars", key.first(24) + "***", "[redacted]***");
        row("in capitals", key.mid(5, 28).toUpper(), "[redacted]");
        row("a third", key.first(13), key.first(13));
        row("its beginning alone", "sk-proj-", "sk-proj-");
    }
    void halfOfALongSecretIsOne()
    {
        QFETCH(const QByteArray, text);
        Redactor redactor;
        redactor.add("sk-proj-4f9aKq81LmZt02XbVw7RyPdCh36EsNu");
        QTEST(redactor.redacted(text), "clean");
    }

    void quotesAndSlashes()
    {
        const Redactor redactor = knowing("s3cr\"t/key");
        QCOMPARE(redactor.redacted("a s3cr\"t/key b"), QByteArray("a [redacted] b"));
        QCOMPARE(redactor.redacted("{\"k\":\"s3cr\\\"t/key\"}"), QByteArray("{\"k\":\"[redacted]\"}"));
        QCOMPARE(redactor.redacted("?k=s3cr%22t%2Fkey"), QByteArray("?k=[redacted]"));
        QCOMPARE(redactor.redactedHead("a s3cr\"t/key b", 100), QByteArray("a [redacted] b"));
        QCOMPARE(redactor.redactedHead("ends in s", 100), QByteArray("ends in s"));
        QCOMPARE(redactor.redactedHead("a s3cr\"t/key", 9), QByteArray("a "));
        QCOMPARE(redactor.redactedHead("a s3cr\"t", 8), QByteArray("a "));
    }

    void shortSecretsEatNoWords_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("clean");
        const auto same = [](const char *text) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(text);
        };
        same("the latest contest is protested");
        same("Test");
        same("a te-st");
        same("ends in tes");
        const auto row = [](const char *text, const char *clean) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(clean);
        };
        row("a test.", "a [redacted].");
        row("key=test&x", "key=[redacted]&x");
        row("\\u0074est", "[redacted]");
        row("74657374", "[redacted]");
        row("\\164\\145\\163\\164", "[redacted]");
        same("tset");
        same("grfg");
        same("t-e-s-t");
    }
    void shortSecretsEatNoWords()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, clean);
        QCOMPARE(knowing("test").redacted(text), clean);
    }

    void secretsBelowFourBytesAreIgnored()
    {
        const Redactor redactor = knowing("abc");
        QVERIFY(redactor.isEmpty());
        QCOMPARE(redactor.redacted("abc"), QByteArray("abc"));
    }

    void ordinaryTextStays()
    {
        const Redactor redactor = knowing(key);
        for (const char *text :
             {"",
              "stop",
              "100 %",
              "R&D",
              "C:\\temp\\x",
              "50% of &lt;b&gt;",
              "sk-Proj",
              "\xe2\x82\xac 5",
              "{\"error\":{\"message\":\"rate limit of sk-...\",\"code\":429}}",
              "=20 a=3D",
              "dHJ5IGFnYWluLCBub3RoaW5nIGhlcmU=",
              "49 27 6d 20 66 69 6e 65 2e 2e 2e",
              "1, 2, 3, 4, 5, 6, 7, 8, 9",
              "a-b-c-d-e-f-g-h-i-j-k",
              "550e8400-e29b-41d4-a716-446655440000",
              "\xef\xbd\x81\xcc\xb6",
              "1: one\n2: two\n3: three\n",
              "> quoted\n> twice\n",
              "00000000: 4920 616d 2066 696e 652e 204e 6f74 6869  I am fine. Nothi\n"
              "00000010: 6e67 2068 6572 652e 0a                   ng here..\n",
              "<p>The <b>key</b> is wrong. <br/>Ask&nbsp;again.</p>",
              "x^2 + y^2 = z^2, [b]bold[/b]",
              "Traceback (most recent call last):\n  File \"a.py\", line 12, in ask\n    raise Refused\n"
              "  File \"b.py\", line 7, in send\n",
              "{\n  \"error\": {\n    \"message\": \"no\",\n    \"code\": 429\n  }\n}"})
            QCOMPARE(redactor.redacted(QByteArray(text)), QByteArray(text));
        const QString words = QStringLiteral("größer \u4f60\u597d");
        QCOMPARE(redactor.redactedWords(words), words);
    }

    void rangesAreInOrderAndApart()
    {
        Redactor redactor = knowing("abcdefghij");
        redactor.add("fghijklmno");
        QCOMPARE(redactor.secretsIn("x abcdefghijklmno y fghijklmno"),
                 (std::vector<Redactor::Range>{{2, 17}, {20, 30}}));
    }

    void foundAcrossWhatStandsBetween()
    {
        const Redactor redactor = knowing("abcdefghijklmnop");
        for (const char *text :
             {"abcdefgh\r\n ijklmnop", "abcd-efgh-ijkl-mnop", "a b c d e f g h i j k l m n o p",
              "abcdefgh&shy;ijkl<wbr>mn<!-- x -->op", "abcdefgh\xe2\x80\x8bijklmnop"})
            QCOMPARE(redactor.redacted("<" + QByteArray(text) + ">"), QByteArray("<[redacted]>"));
    }
};

QTEST_GUILESS_MAIN(TestRedaction)
#include "tst_redaction.moc"
