// SPDX-License-Identifier: GPL-3.0-or-later
// The Service page with a real service behind it, on loopback.
#include "charts/chartcard.h"
#include "charts/tilecard.h"
#include "document/scenariodocument.h"
#include "fields/valueedit.h"
#include "lab/knownnames.h"
#include "servicepage/drillcard.h"
#include "servicepage/drillpopup.h"
#include "servicepage/faultcard.h"
#include "servicepage/faultsharespopup.h"
#include "servicepage/popupplace.h"
#include "servicepage/servicepage.h"
#include "servicepage/servicesetup.h"
#include "servicepage/serviceview.h"
#include "session/servicecontroller.h"
#include "shell/mainwindow.h"
#include "shell/statusline.h"
#include "theme/themesource.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDoubleSpinBox>
#include <QFile>
#include <QLabel>
#include <QMap>
#include <QPushButton>
#include <QScreen>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace weir;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 15'000;

/// One chat request on a connection of its own; closes with the object.
struct Asker
{
    QTcpSocket socket;

    explicit Asker(quint16 port, int tokens = 5, const QByteArray &key = {})
    {
        socket.connectToHost(QStringLiteral("127.0.0.1"), port);
        const QByteArray body = R"({"model":"m","stream":true,"max_tokens":)" + QByteArray::number(tokens) +
                                R"(,"messages":[{"role":"user","content":"Hello there."}]})";
        QByteArray head =
            "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
        if (!key.isEmpty())
            head += "Authorization: Bearer " + key + "\r\n";
        head += "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n";
        socket.write(head + body);
    }
};

struct Bench
{
    QTemporaryDir folder;
    ThemeSource themes{ThemeMode::Light, QApplication::palette()};
    ScenarioDocument document{knownNames()};
    ServiceController service;
    ServicePage page{themes, document, service};

    Bench()
    {
        page.resize(1368, 790);
        page.show();
    }
    /// Quick and small, with replicas, a queue and no trouble of its own.
    void start()
    {
        page.setup().choosePreset(QStringLiteral("vllm-like"));
        page.setup().startOrStop();
        QVERIFY2(service.isRunning(), qPrintable(page.setup().errorText()));
    }
    void addTarget()
    {
        Scenario scenario;
        Target target;
        target.name = QStringLiteral("mine");
        target.url = QStringLiteral("https://example.com/v1");
        target.verifyTls = true;
        scenario.targets = {target};
        document.reset(scenario);
    }
};

} // namespace

class TestServicePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsAndStops();
    void everyPresetIsThere();
    void nothingMovesUnderTheMouse_data();
    void nothingMovesUnderTheMouse();
    void takenPortIsToldInThePage();
    void badKeyIsToldInThePage();
    void keyIsAsked();
    void chartsGrowUnderLoad();
    void eachFaultButtonLeadsToItsFault();
    void sharesOfFaultsCount();
    void drillsAppearAndEnd();
    void drillPopupsSayWhatTheyBegin();
    void scalingAndCaches();
    void useAsTargetIsUndoable();
    void configurationsAreSavedAndLoaded();
    void badFileChangesNothing();
    void layoutIsRemembered();
    void everyControlHasANameAndATip();
    void windowShowsItAndStopsIt();
    void chineseTextsAreThere();
    void popupsAreWholeAndOnTheScreen();
};

void TestServicePage::startsAndStops()
{
    Bench bench;
    QCOMPARE(bench.page.setup().urlText(), QString());
    QVERIFY(!bench.page.setup().targetButton().isEnabled());
    QVERIFY(!bench.page.canExport());
    bench.page.setup().startButton().click();
    QVERIFY(bench.service.isRunning());
    QCOMPARE(bench.page.setup().urlText(), bench.service.url().toString());
    QVERIFY(bench.page.setup().targetButton().isEnabled());
    QVERIFY(!bench.page.setup().keyField().isEnabled());
    QVERIFY(bench.page.canExport());
    const quint16 port = bench.service.port();
    bench.page.setup().startButton().click();
    QVERIFY(!bench.service.isRunning());
    QCOMPARE(bench.page.setup().urlText(), QString());
    QVERIFY(bench.page.setup().keyField().isEnabled());
    QVERIFY(bench.service.state() != nullptr); // what was seen last stays
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    QVERIFY(!socket.waitForConnected(2000));
}

void TestServicePage::everyPresetIsThere()
{
    Bench bench;
    QSet<QString> descriptions;
    for (const QString &name : presetNames()) {
        bench.page.setup().choosePreset(name);
        QCOMPARE(bench.page.setup().wanted().name, name);
        descriptions.insert(bench.page.setup().descriptionText());
        QVERIFY2(!bench.page.setup().descriptionText().isEmpty(), qPrintable(name));
    }
    QCOMPARE(descriptions.size(), presetNames().size());
}

void TestServicePage::nothingMovesUnderTheMouse_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("small window") << QSize(952, 600);
    QTest::newRow("large window") << QSize(1600, 1000);
}

/// Texts come, go and change; what can be pressed stays where it is.
void TestServicePage::nothingMovesUnderTheMouse()
{
    QFETCH(const QSize, size);
    Bench bench;
    bench.page.resize(size);
    bench.page.show();
    const auto places = [&bench] {
        QCoreApplication::processEvents();
        QMap<QString, QPoint> found;
        for (const QWidget *part :
             {static_cast<QWidget *>(&bench.page.setup()), static_cast<QWidget *>(&bench.page.faults()),
              static_cast<QWidget *>(&bench.page.drills())}) {
            for (const QAbstractButton *button : part->findChildren<QAbstractButton *>()) {
                if (button->isVisible() && !button->window()->windowFlags().testFlag(Qt::Popup))
                    found[button->accessibleName()] = button->mapTo(&bench.page, QPoint());
            }
        }
        return found;
    };
    const QMap<QString, QPoint> before = places();
    QVERIFY(before.size() > 10);
    for (const QString &name : presetNames()) {
        bench.page.setup().choosePreset(name);
        const QMap<QString, QPoint> after = places();
        for (auto place = before.begin(); place != before.end(); ++place) {
            if (after.contains(place.key())) // a preset without a kind of fault has no button for it
                QVERIFY2(after[place.key()].y() == place->y(),
                         qPrintable(name + QStringLiteral(": ") + place.key()));
        }
    }
    // A drill begins.
    bench.page.setup().choosePreset(QStringLiteral("cold"));
    bench.page.setup().startButton().click();
    QVERIFY(bench.service.isRunning());
    const QMap<QString, QPoint> idle = places();
    DrillConfig drill;
    drill.network.delay = std::chrono::milliseconds(1);
    drill.length = std::chrono::minutes(1);
    bench.service.startDrill(drill);
    QTRY_VERIFY(!bench.page.drills().activeText().isEmpty());
    QCOMPARE(places(), idle);
}

void TestServicePage::takenPortIsToldInThePage()
{
    Bench other;
    other.start();
    Bench bench;
    bench.page.setup().portField().setValue(other.service.port());
    bench.page.setup().startOrStop();
    QVERIFY(!bench.service.isRunning());
    QVERIFY2(bench.page.setup().errorText().contains(QString::number(other.service.port())),
             qPrintable(bench.page.setup().errorText()));
    bench.page.setup().portField().setValue(std::nullopt);
    bench.page.setup().startOrStop();
    QVERIFY(bench.service.isRunning());
    QCOMPARE(bench.page.setup().errorText(), QString());
}

void TestServicePage::badKeyIsToldInThePage()
{
    Bench bench;
    bench.page.setup().keyField().setText(QStringLiteral("sk-typed-by-mistake"));
    bench.page.setup().startOrStop();
    QVERIFY(!bench.service.isRunning());
    QVERIFY(!bench.page.setup().errorText().isEmpty());
    QVERIFY(!bench.page.setup().errorText().contains(QStringLiteral("typed-by-mistake")));
}

void TestServicePage::keyIsAsked()
{
    qputenv("WEIR_TEST_SERVICE_KEY", "open-sesame");
    Bench bench;
    bench.page.setup().keyField().setText(QStringLiteral("env:WEIR_TEST_SERVICE_KEY"));
    bench.start();
    Asker stranger(bench.service.port());
    QTRY_VERIFY_WITH_TIMEOUT(stranger.socket.bytesAvailable() > 0, patience);
    QVERIFY(stranger.socket.readAll().startsWith("HTTP/1.1 401"));
    Asker friendly(bench.service.port(), 5, "open-sesame");
    QTRY_VERIFY_WITH_TIMEOUT(friendly.socket.bytesAvailable() > 0, patience);
    QVERIFY(friendly.socket.readAll().startsWith("HTTP/1.1 200"));
    bench.addTarget();
    bench.page.useAsTarget(0);
    QCOMPARE(bench.document.scenario().targets[0].auth.key, QStringLiteral("env:WEIR_TEST_SERVICE_KEY"));
}

void TestServicePage::chartsGrowUnderLoad()
{
    Bench bench;
    for (const ChartCard *chart : bench.page.view().charts())
        QVERIFY(chart->data().isEmpty());
    bench.start();
    std::vector<std::unique_ptr<Asker>> askers;
    for (int i = 0; i < 8; ++i)
        askers.push_back(std::make_unique<Asker>(bench.service.port(), 100));
    QTRY_VERIFY_WITH_TIMEOUT(bench.service.state()->counts.tokens > 100, patience);
    QTRY_VERIFY_WITH_TIMEOUT(bench.service.history().gauge(&ServiceSample::queued).size() > 2, patience);
    bench.page.view().drawAll();
    int grown = 0;
    for (const ChartCard *chart : bench.page.view().charts())
        grown += chart->data().isEmpty() ? 0 : 1;
    QCOMPARE(grown, 5); // all but the refusals, of which there are none
    QVERIFY(bench.page.view().tiles().at(3)->data().figure != QStringLiteral("–"));
    QCOMPARE(bench.page.view().replicas().model()->rowCount(), 1);
}

void TestServicePage::eachFaultButtonLeadsToItsFault()
{
    Bench bench;
    bench.start();
    bench.page.faults().requests().setValue(2);
    for (const FaultKind kind : allFaultKinds()) {
        QPushButton *button = bench.page.faults().buttons().at(std::size_t(kind));
        QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), patience);
        button->click();
        const Asker first(bench.service.port());
        const Asker second(bench.service.port());
        QTRY_COMPARE_WITH_TIMEOUT(bench.service.stats().faultCount(kind), quint64(2), patience);
    }
    const Asker after(bench.service.port());
    QTRY_COMPARE_WITH_TIMEOUT(bench.service.stats().requests, quint64(2 * faultKindCount + 1), patience);
    quint64 sum = 0;
    for (const FaultKind kind : allFaultKinds())
        sum += bench.service.stats().faultCount(kind);
    QCOMPARE(sum, quint64(2 * faultKindCount));
}

void TestServicePage::sharesOfFaultsCount()
{
    Bench bench;
    bench.start();
    FaultSharesPopup &popup = bench.page.faults().sharesPopup();
    popup.fields().at(std::size_t(FaultKind::Http500))->setValue(100);
    const Asker asker(bench.service.port());
    QTRY_COMPARE_WITH_TIMEOUT(bench.service.stats().faultCount(FaultKind::Http500), quint64(1), patience);
    popup.fields().at(std::size_t(FaultKind::Stall))->setValue(20); // together too much: not taken
    QCOMPARE(bench.service.settings().config.faults.size(), std::size_t(1));
    QCOMPARE(bench.page.setup().wanted().config.faults.size(), std::size_t(1));
    bench.service.stop();
    bench.page.setup().choosePreset(QStringLiteral("flaky"));
    QVERIFY(!popup.shares().empty()); // the preset's own
    QCOMPARE(bench.page.setup().wanted().config.faults, popup.shares());
}

void TestServicePage::drillsAppearAndEnd()
{
    Bench bench;
    bench.start();
    QCOMPARE(bench.page.drills().drillButtons().size(), std::size_t(5));
    for (DrillPopup *popup : bench.page.drills().popups())
        popup->beginButton().click();
    QTRY_COMPARE_WITH_TIMEOUT(bench.service.state()->drills.size(), 5, patience);
    QTRY_VERIFY_WITH_TIMEOUT(bench.page.drills().activeText().contains(QStringLiteral("latency")), patience);
    QVERIFY(bench.service.state()->replicas.at(0).phase == ReplicaPhase::Lost);
    QTRY_VERIFY_WITH_TIMEOUT(bench.page.drills().endButton().isEnabled(), patience);
    bench.page.drills().endButton().click();
    QTRY_VERIFY_WITH_TIMEOUT(bench.service.state()->drills.empty(), patience);
}

void TestServicePage::drillPopupsSayWhatTheyBegin()
{
    Bench bench;
    const std::vector<DrillPopup *> &popups = bench.page.drills().popups();
    QCOMPARE(popups.at(0)->drill().network.delay, Nanoseconds(200ms));
    QCOMPARE(popups.at(0)->drill().network.correlation, 0.5);
    QCOMPARE(popups.at(1)->drill().network.bytesPerSecond, 2000);
    QCOMPARE(popups.at(2)->drill().side, PartitionSide::Replicas);
    QCOMPARE(popups.at(2)->drill().share, 0.5);
    QCOMPARE(popups.at(3)->drill().replicas, quint32(1));
    QCOMPARE(popups.at(4)->drill().severity, 0.5);
    for (std::size_t i = 0; i < popups.size(); ++i) {
        QCOMPARE(int(popups[i]->drill().kind), int(i));
        QCOMPARE(popups[i]->drill().length, Nanoseconds(30s));
    }
}

void TestServicePage::scalingAndCaches()
{
    Bench bench;
    bench.start();
    QTRY_VERIFY_WITH_TIMEOUT(bench.page.drills().moreButton().isEnabled(), patience);
    bench.page.drills().moreButton().click();
    QTRY_COMPARE_WITH_TIMEOUT(bench.service.state()->replicasWanted, quint32(2), patience);
    QTRY_COMPARE_WITH_TIMEOUT(bench.page.view().replicas().model()->rowCount(), 2, patience);
    QTRY_VERIFY_WITH_TIMEOUT(bench.page.drills().fewerButton().isEnabled(), patience);
    bench.page.drills().fewerButton().click();
    QTRY_COMPARE_WITH_TIMEOUT(bench.service.state()->replicasWanted, quint32(1), patience);
    bench.page.drills().flushButton().click();
    const auto isFlushed = [&bench] {
        return !bench.service.state()->notes.empty() &&
               bench.service.state()->notes.back().kind == QStringLiteral("cache");
    };
    QTRY_VERIFY_WITH_TIMEOUT(isFlushed(), patience);
}

void TestServicePage::useAsTargetIsUndoable()
{
    Bench bench;
    bench.addTarget();
    QSignalSpy told(&bench.page, &Page::message);
    bench.page.useAsTarget(0); // nothing runs
    QCOMPARE(bench.document.scenario().targets[0].url, QStringLiteral("https://example.com/v1"));
    bench.start();
    bench.page.setup().targetButton().click();
    QCOMPARE(bench.document.scenario().targets[0].url, bench.service.url().toString());
    QCOMPARE(told.size(), 1);
    QCOMPARE(bench.document.undoStack()->count(), 1);
    bench.document.undoStack()->undo();
    QCOMPARE(bench.document.scenario().targets[0].url, QStringLiteral("https://example.com/v1"));
}

void TestServicePage::configurationsAreSavedAndLoaded()
{
    Bench bench;
    const QString path = bench.folder.filePath(QStringLiteral("mine.json"));
    bench.page.setup().choosePreset(QStringLiteral("cold"));
    bench.page.faults().sharesPopup().fields().at(std::size_t(FaultKind::Empty))->setValue(10);
    QVERIFY(bench.page.setup().saveFile(path));
    Bench other;
    QVERIFY(other.page.setup().loadFile(path));
    QCOMPARE(other.page.setup().wanted().name, QStringLiteral("mine.json"));
    QCOMPARE(other.page.setup().wanted().config, bench.page.setup().wanted().config);
    QCOMPARE(other.page.faults().sharesPopup().shares().size(), std::size_t(1));
    other.page.setup().startOrStop();
    QVERIFY2(other.service.isRunning(), qPrintable(other.page.setup().errorText()));
}

void TestServicePage::badFileChangesNothing()
{
    Bench bench;
    const QString path = bench.folder.filePath(QStringLiteral("bad.json"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"weir_service":1,"replicas":{"count":-3},"nonsense":true})");
    file.close();
    const ServiceStart before = bench.page.setup().wanted();
    const Result<void> loaded = bench.page.setup().loadFile(path);
    QVERIFY(!loaded);
    QVERIFY2(loaded.error().text().contains(QStringLiteral("count")), qPrintable(loaded.error().text()));
    QVERIFY(!bench.page.setup().loadFile(bench.folder.filePath(QStringLiteral("none.json"))));
    QCOMPARE(bench.page.setup().wanted().name, before.name);
    QCOMPARE(bench.page.setup().wanted().config, before.config);
}

void TestServicePage::layoutIsRemembered()
{
    Bench bench;
    bench.page.view().replicas().setColumnWidth(2, 177);
    const QByteArray layout = bench.page.saveLayout();
    Bench other;
    other.page.restoreLayout(QByteArray("nonsense"));
    other.page.restoreLayout(layout);
    QCOMPARE(other.page.view().replicas().columnWidth(2), 177);
}

void TestServicePage::everyControlHasANameAndATip()
{
    Bench bench;
    int seen = 0;
    for (const QWidget *widget : bench.page.findChildren<QWidget *>()) {
        const bool isControl =
            qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLineEdit *>(widget) ||
            qobject_cast<const QComboBox *>(widget) || qobject_cast<const QAbstractSpinBox *>(widget);
        const bool isPart = qobject_cast<const QAbstractSpinBox *>(widget->parentWidget()) ||
                            widget->objectName().startsWith(QStringLiteral("qt_")) ||
                            widget->inherits("QTableCornerButton");
        if (!isControl || isPart)
            continue;
        ++seen;
        const QByteArray what = widget->metaObject()->className() + QByteArray(" ") +
                                widget->parentWidget()->metaObject()->className();
        QVERIFY2(!widget->accessibleName().isEmpty(), what.constData());
        QVERIFY2(!widget->toolTip().isEmpty(), what.constData());
    }
    QVERIFY(seen > 40);
}

void TestServicePage::windowShowsItAndStopsIt()
{
    const QTemporaryDir folder;
    AppSettings settings(folder.filePath(QStringLiteral("weir.ini")));
    ThemeSource themes(ThemeMode::Light, QApplication::palette());
    ScenarioDocument document(knownNames());
    RunController runs;
    ServiceController service;
    MainWindow window({settings, themes, document, runs, &service});
    ServicePage *page = new ServicePage(themes, document, service);
    window.addPage(page);
    window.show();
    QApplication::setActiveWindow(&window);
    QTest::keyClick(&window, Qt::Key_4, Qt::ControlModifier);
    QCOMPARE(window.currentPage(), 1);
    const StatusLine *status = window.findChild<StatusLine *>();
    QVERIFY(status != nullptr);
    const QString stopped = status->serviceText();
    page->setup().startOrStop();
    QVERIFY(service.isRunning());
    QVERIFY2(status->serviceText().contains(QString::number(service.port())),
             qPrintable(status->serviceText()));
    window.showPage(0);
    QVERIFY(service.isRunning()); // it survives a change of pages
    window.close();
    QVERIFY(!service.isRunning());
    QCOMPARE(status->serviceText(), stopped);
}

void TestServicePage::chineseTextsAreThere()
{
    QFile file(QStringLiteral(WEIR_SOURCE "/resources/translations/weir_zh_CN.ts"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString texts = QString::fromUtf8(file.readAll());
    for (const QString &name :
         {QStringLiteral("DrillCard"), QStringLiteral("DrillPopup"), QStringLiteral("FaultCard"),
          QStringLiteral("FaultSharesPopup"), QStringLiteral("ReplicasModel"), QStringLiteral("ServicePage"),
          QStringLiteral("ServiceSetup"), QStringLiteral("ServiceTiles"), QStringLiteral("ServiceView"),
          QStringLiteral("ServiceWords")})
        QVERIFY2(texts.contains(QStringLiteral("<name>weir::%1</name>").arg(name)), qPrintable(name));
}

void TestServicePage::popupsAreWholeAndOnTheScreen()
{
    QWidget window;
    QPushButton anchor(&window);
    DrillPopup popup(DrillKind::Partition, &window);
    const QRect screen = window.screen()->availableGeometry();
    window.show();
    for (const QPoint corner : {screen.topLeft(), screen.bottomRight(), screen.center()}) {
        window.move(corner - QPoint(20, 20));
        showAt(popup, anchor);
        QVERIFY(screen.contains(popup.geometry()));
        for (const QLabel *label : popup.findChildren<QLabel *>()) {
            if (label->isVisible())
                QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
        }
        popup.hide();
    }
}

QTEST_MAIN(TestServicePage)
#include "tst_servicepage.moc"
