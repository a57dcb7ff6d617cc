// SPDX-License-Identifier: GPL-3.0-or-later
// The wheel changes no value that nobody chose to edit, and scrolls the page instead.
#include "theme/wheelguard.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>
#include <QTest>
#include <QVBoxLayout>
#include <QWheelEvent>

using namespace weir;

namespace {

/// What lies around the fields, as a page that scrolls.
class Around : public QWidget
{
public:
    int wheels = 0;

protected:
    void wheelEvent(QWheelEvent *event) override
    {
        ++wheels;
        event->accept();
    }
};

struct Form
{
    Around around;
    QComboBox *box = new QComboBox;
    QSpinBox *number = new QSpinBox;
    QLineEdit *line = new QLineEdit;

    Form()
    {
        QVBoxLayout *layout = new QVBoxLayout(&around);
        box->addItems({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")});
        for (QWidget *widget :
             {static_cast<QWidget *>(line), static_cast<QWidget *>(box), static_cast<QWidget *>(number)})
            layout->addWidget(widget);
        around.show();
        QApplication::setActiveWindow(&around);
        line->setFocus();
    }
};

/// One notch towards the user, as the window system sends it.
void turnWheel(QWidget *widget)
{
    const QPointF at = widget->rect().center();
    QWheelEvent event(at, widget->mapToGlobal(at), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(widget, &event);
}

} // namespace

class TestWheelGuard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qApp->installEventFilter(&m_guard); }
    void withoutFocusTheWheelScrolls();
    void withFocusItChanges();

private:
    WheelGuard m_guard;
};

void TestWheelGuard::withoutFocusTheWheelScrolls()
{
    Form form;
    QTRY_VERIFY(form.line->hasFocus());
    turnWheel(form.box);
    turnWheel(form.number);
    QCOMPARE(form.box->currentIndex(), 0);
    QCOMPARE(form.number->value(), 0);
    QCOMPARE(form.around.wheels, 2);                    // both went on to what is around the fields
    QCOMPARE(form.box->focusPolicy(), Qt::StrongFocus); // else the window system's wheel would give it focus
}

void TestWheelGuard::withFocusItChanges()
{
    Form form;
    form.box->setFocus();
    QTRY_VERIFY(form.box->hasFocus());
    turnWheel(form.box);
    QCOMPARE(form.box->currentIndex(), 1);
}

QTEST_MAIN(TestWheelGuard)
#include "tst_wheelguard.moc"
