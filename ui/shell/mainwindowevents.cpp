// SPDX-License-Identifier: GPL-3.0-or-later
// The part of MainWindow that answers to the window system: closing, dropping, keys, what is remembered.
#include "compose/composepage.h"
#include "imports/importformat.h"
#include "session/page.h"
#include "session/servicecontroller.h"
#include "shell/mainwindow.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDataStream>
#include <QDragEnterEvent>
#include <QIODevice>
#include <QKeyEvent>
#include <QMessageBox>
#include <QMimeData>
#include <QUrl>

namespace weir {

namespace {

/// The one local file of a drop; empty for anything else.
QString droppedFile(const QMimeData *data)
{
    const QList<QUrl> urls = data->urls();
    return urls.size() == 1 && urls.first().isLocalFile() ? urls.first().toLocalFile() : QString();
}

} // namespace

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_context.runs.isRunning()) {
        // The one question that may stand over a run: closing would end it.
        const QMessageBox::StandardButton answer =
            QMessageBox::question(this, tr("A run is going on"), tr("Stop the run, save it and close Weir?"),
                                  QMessageBox::Close | QMessageBox::Cancel, QMessageBox::Cancel);
        if (answer != QMessageBox::Close) {
            event->ignore();
            return;
        }
    }
    if (!m_files->confirmLeaving()) {
        event->ignore();
        return;
    }
    saveLayout();
    if (m_context.service)
        m_context.service->stop();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const QString path = droppedFile(event->mimeData());
    if (path.endsWith(u".weir") || path.endsWith(u".weirrun") || mayBeImported(path))
        event->acceptProposedAction();
    else if (path.isEmpty() && importFormatOf(event->mimeData()->text().toUtf8()))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QString path = droppedFile(event->mimeData());
    const QByteArray text = path.isEmpty() ? event->mimeData()->text().toUtf8() : QByteArray();
    event->acceptProposedAction();
    // Later: a question must not keep the other program's drag open.
    QMetaObject::invokeMethod(
        this,
        [this, path, text] {
            if (path.isEmpty())
                importText(text);
            else
                openFile(path);
        },
        Qt::QueuedConnection);
}

/// Only what no field has taken comes here.
void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Paste)) {
        const QByteArray text = QApplication::clipboard()->text().toUtf8();
        if (importFormatOf(text)) {
            importText(text);
            return;
        }
    }
    QMainWindow::keyPressEvent(event);
}

bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    // Fields have an undo of their own; here there is one for the whole project, so theirs is passed over.
    if (event->type() == QEvent::ShortcutOverride) {
        const QKeyEvent *key = static_cast<const QKeyEvent *>(event);
        const QWidget *widget = qobject_cast<const QWidget *>(watched);
        const bool isUndo = key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo);
        if (isUndo && widget && m_compose->isAncestorOf(widget)) {
            event->ignore();
            return true;
        }
    }
    return QMainWindow::eventFilter(watched, event);
}

void MainWindow::saveLayout()
{
    QByteArray layouts;
    QDataStream stream(&layouts, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    for (const Page *page : m_pages)
        stream << page->saveLayout();
    m_context.settings.change([&](Settings &settings) {
        settings.windowGeometry = saveGeometry();
        settings.windowState = layouts;
        settings.lastPage = std::max(0, currentPage());
    });
}

void MainWindow::restoreLayout()
{
    const Settings &settings = m_context.settings.values();
    if (!settings.windowGeometry.isEmpty())
        restoreGeometry(settings.windowGeometry);
    QDataStream stream(settings.windowState);
    stream.setVersion(QDataStream::Qt_6_4);
    for (Page *page : m_pages) {
        QByteArray layout;
        stream >> layout;
        if (stream.status() != QDataStream::Ok)
            break;
        if (!layout.isEmpty())
            page->restoreLayout(layout);
    }
}

} // namespace weir
