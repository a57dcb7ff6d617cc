// SPDX-License-Identifier: GPL-3.0-or-later
// The field of a target's model, with a button that asks the service which models it has.
#pragma once

#include "engine/modelquery.h"

#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QStringListModel>
#include <QToolButton>

#include <functional>
#include <optional>

namespace weir {

/// Who is asked.
struct ModelPlace
{
    Scenario scenario;
    QString baseFolder; ///< Where relative paths of the scenario start.
    std::size_t target = 0;
};

/// The only model of an answer is taken, several are offered below the field, and what went wrong is said
/// there. GUI thread.
class ModelField : public QWidget
{
    Q_OBJECT

public:
    /// `place`: the target that the field is of now; nothing while there is none.
    explicit ModelField(std::function<std::optional<ModelPlace>()> place, QWidget *parent = nullptr);

    [[nodiscard]] QLineEdit *lineEdit() { return m_edit; }
    [[nodiscard]] QToolButton *askButton() { return m_ask; }
    /// The names that were offered last.
    [[nodiscard]] QStringList names() const { return m_names->stringList(); }
    /// What was said last; empty: nothing.
    [[nodiscard]] QString said() const { return m_said->text(); }
    /// Another target is shown, or its address has changed: a question that goes on is given up, what was
    /// found is forgotten.
    void forget();

private:
    void toggle();
    void take(const ModelAnswer &answer);
    void choose(const QString &name);
    void say(const QString &text);
    void adapt();

    std::function<std::optional<ModelPlace>()> m_place;
    QLineEdit *m_edit;
    QToolButton *m_ask;
    QLabel *m_said;
    QStringListModel *m_names;
    QCompleter *m_completer;
    ModelQuery m_query;
};

} // namespace weir
