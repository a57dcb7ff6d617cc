// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/modelfield.h"

#include "base/plaintext.h"
#include "theme/flatbutton.h"
#include "theme/widgetlook.h"

#include <QAbstractItemView>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace weir {

ModelField::ModelField(std::function<std::optional<ModelPlace>()> place, QWidget *parent)
    : QWidget(parent)
    , m_place(std::move(place))
    , m_edit(new QLineEdit)
    , m_ask(makeFlatButton({}, tr("Ask the service which models it has"), this))
    , m_said(new QLabel)
    , m_names(new QStringListModel(this))
    , m_completer(new QCompleter(m_names, this))
{
    QHBoxLayout *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_edit, 1);
    row->addWidget(m_ask);
    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(row);
    layout->addWidget(m_said);
    m_said->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // one line, see ValueEdit
    m_said->hide();
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setFilterMode(Qt::MatchContains);
    m_edit->setCompleter(m_completer);
    setFocusProxy(m_edit);
    connect(m_ask, &QToolButton::clicked, this, &ModelField::toggle);
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &ModelField::choose);
    connect(&m_query, &ModelQuery::answered, this, &ModelField::take);
    adapt();
}

void ModelField::forget()
{
    m_query.cancel();
    m_names->setStringList({});
    say({});
    adapt();
}

void ModelField::toggle()
{
    if (m_query.isGoingOn()) {
        m_query.cancel();
        say({});
    } else if (const std::optional<ModelPlace> place = m_place()) {
        say({});
        const Result<void> started = m_query.start(place->scenario, place->baseFolder, place->target);
        if (!started)
            say(started.error().text());
    }
    adapt();
}

void ModelField::take(const ModelAnswer &answer)
{
    adapt();
    QStringList names;
    for (const QString &name : answer.names) {
        if (plainText(name) == name)
            names.append(name);
    }
    m_names->setStringList(names);
    if (answer.kind != ModelAnswer::Kind::Told)
        return say(answer.problem.text());
    if (names.isEmpty())
        return say(tr("The service has no model."));
    if (names.size() == 1)
        return choose(names.front());
    m_edit->setFocus();
    m_completer->setCompletionPrefix({});
    m_completer->complete();
}

/// As if somebody had typed it.
void ModelField::choose(const QString &name)
{
    m_edit->setText(name);
    Q_EMIT m_edit->textEdited(name);
    Q_EMIT m_edit->editingFinished();
}

void ModelField::say(const QString &text)
{
    m_said->setText(text);
    m_said->setToolTip(text);
    m_said->setVisible(!text.isEmpty());
    m_edit->setAccessibleDescription(text);
    setTextLook(*m_said, TextLook::Fail);
}

void ModelField::adapt()
{
    m_ask->setText(m_query.isGoingOn() ? tr("Cancel") : tr("Ask the service"));
    m_ask->setAccessibleName(m_ask->text());
}

} // namespace weir
