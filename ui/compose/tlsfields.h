// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of a target's TLS: whom it trusts, and what it shows.
#pragma once

#include "compose/nodeeditor.h"
#include "fields/fieldbinder.h"

#include <QObject>

class QCheckBox;
class QLineEdit;

namespace weir {

/// Fills a card. The files are folded away, since few targets have any: until one is named, or somebody asks
/// for them. GUI thread.
class TlsFields : public QObject
{
    Q_OBJECT

public:
    /// All outlive this; `parent` is the editor.
    TlsFields(const EditorContext &context, FieldBinder<Target> &binder, FormCard &card, QWidget *parent);

    /// Another target is shown: its files are folded away unless it has some.
    void show(const Target &target);
    /// Shows the fields of the files.
    void unfold();

private:
    using Member = QString TlsFiles::*;
    void addFile(Member member, const QString &label, const QString &edit, const QString &choose,
                 const QString &tip);
    void browse(Member member, const QString &edit, const QString &choose);
    void fold(bool isFolded);

    ScenarioDocument &m_document;
    FieldBinder<Target> &m_binder;
    FormCard &m_card;
    QWidget *m_parent;
    QCheckBox *m_unfold;
    std::vector<QWidget *> m_folded;
};

} // namespace weir
