// SPDX-License-Identifier: GPL-3.0-or-later
// What all editors of the Compose page share: a scrolling column of cards that shows one node of the tree.
#pragma once

#include "compose/composenode.h"
#include "fields/fieldregistry.h"
#include "fields/formcard.h"
#include "document/scenariodocument.h"

#include <QBoxLayout>
#include <QScrollArea>

#include <initializer_list>
#include <utility>

class QComboBox;
class QLineEdit;
class QVBoxLayout;

namespace weir {

class ThemeSource;

/// What editors work on; all outlive them.
struct EditorContext
{
    ScenarioDocument &document;
    FieldRegistry &registry;
    ThemeSource &themes;
};

/// GUI thread. One editor serves all nodes of its kind.
class NodeEditor : public QScrollArea
{
    Q_OBJECT

public:
    explicit NodeEditor(const EditorContext &context, ComposeGroup group, QWidget *parent = nullptr);

    [[nodiscard]] ComposeGroup group() const { return m_group; }
    /// Shows another element of the group; -1 for groups without elements.
    void showElement(int index);
    [[nodiscard]] int element() const { return m_element; }
    /// Brings the fields of the member at `path` up where the editor shows only a part at a time.
    virtual void bringUp(const QString & /*path*/) {}

    /// A combo box over an enumeration: text for each value, in the order of the values.
    static QComboBox *makeChoice(const QStringList &texts);

Q_SIGNALS:
    /// The same fields edit another part now.
    void partChanged();

protected:
    /// Puts the shown element's values into the fields.
    virtual void refresh() = 0;

    FormCard *addCard(const QString &title);
    /// Two cards side by side, one above the other where the editor is narrow.
    std::pair<FormCard *, FormCard *> addCards(const QString &left, const QString &right);
    /// A widget that is a card by itself.
    void addWidget(QWidget *widget, int stretch = 0);
    void endCards();

    /// JSON pointer of the shown part; null while none is shown.
    [[nodiscard]] QString prefix() const;
    /// Name fields rename at the end of editing: references follow, and a half-typed name can't collide with
    /// another.
    void bindName(QLineEdit *field);

    void resizeEvent(QResizeEvent *event) override;

    EditorContext m_context;

private:
    ComposeGroup m_group;
    int m_element = -1;
    QVBoxLayout *m_cards;
    std::vector<QBoxLayout *> m_pairs; ///< Rows of two cards; their parent layout owns them.
};

/// The element `index` of a scenario's list; null when there is none.
template <typename Element>
Element *elementAt(std::vector<Element> &elements, int index)
{
    return index >= 0 && std::size_t(index) < elements.size() ? &elements[std::size_t(index)] : nullptr;
}

} // namespace weir
