// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets that came in pieces are found in the events that hold them.
#include "engine/textpieces.h"

#include <QTest>

using namespace weir;

using Holders = std::vector<std::size_t>;

class TestTextPieces : public QObject
{
    Q_OBJECT

private:
    Redactor m_redactor;

private Q_SLOTS:
    void initTestCase() { m_redactor.add("abcdefghijklmnop"); }

    void findsWhoHoldsAPart()
    {
        TextPieces pieces;
        pieces.add("before", 0);
        pieces.add("x abcdef", 2);
        pieces.add("", 3);
        pieces.add("ghi", 5);
        pieces.add("jklmnop y", 6);
        pieces.add("behind", 7);
        QCOMPARE(pieces.holdersOfSecrets(m_redactor), (Holders{2, 5, 6}));
    }

    void leavesWhatOneEventHoldsAlone()
    {
        TextPieces pieces;
        pieces.add("x abcdefghijklmnop y", 0);
        pieces.add("nothing", 1);
        QCOMPARE(pieces.holdersOfSecrets(m_redactor), Holders());
        QCOMPARE(TextPieces().holdersOfSecrets(m_redactor), Holders());
    }

    void longTextsKeepTheirEnds()
    {
        const QByteArray filler(10'000, '-');
        TextPieces pieces;
        pieces.add(filler + "abcdefgh", 0);
        pieces.add("ijklmnop" + filler + "abcdefgh", 1);
        pieces.add("ijklmnop" + filler, 2);
        QCOMPARE(pieces.holdersOfSecrets(m_redactor), (Holders{0, 1, 2}));
    }

    void nothingIsFoundAcrossAGap()
    {
        TextPieces pieces;
        pieces.add("abcdefgh" + QByteArray(10'000, '-') + "ijklmnop", 0);
        pieces.add("end", 1);
        QCOMPARE(pieces.holdersOfSecrets(m_redactor), Holders());
    }
};

QTEST_GUILESS_MAIN(TestTextPieces)
#include "tst_textpieces.moc"
