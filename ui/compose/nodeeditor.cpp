// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/nodeeditor.h"

#include <QComboBox>
#include <QLineEdit>
#include <QResizeEvent>
#include <QVBoxLayout>

namespace weir {

namespace {

/// Below it two cards side by side would cut the texts of their fields.
constexpr int widthForPairs = 960;
/// On a wide screen fields stay as long as what is written into them; the rest is left free.
constexpr int mostWidth = 1400;

} // namespace

NodeEditor::NodeEditor(const EditorContext &context, ComposeGroup group, QWidget *parent)
    : QScrollArea(parent), m_context(context), m_group(group)
{
    QWidget *column = new QWidget;
    m_cards = new QVBoxLayout(column);
    m_cards->setContentsMargins(0, 0, 4, 0);
    m_cards->setSpacing(12);
    column->setMaximumWidth(mostWidth);
    setWidget(column);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setFocusPolicy(Qt::NoFocus);
}

void NodeEditor::showElement(int index)
{
    m_element = index;
    m_context.registry.clearDrafts();
    refresh();
}

FormCard *NodeEditor::addCard(const QString &title)
{
    FormCard *card = new FormCard(title, widget());
    m_cards->addWidget(card);
    return card;
}

std::pair<FormCard *, FormCard *> NodeEditor::addCards(const QString &left, const QString &right)
{
    QBoxLayout *row = new QBoxLayout(QBoxLayout::LeftToRight);
    row->setSpacing(12);
    const std::pair<FormCard *, FormCard *> cards(new FormCard(left, widget()),
                                                  new FormCard(right, widget()));
    row->addWidget(cards.first, 1);
    row->addWidget(cards.second, 1);
    m_cards->addLayout(row);
    m_pairs.push_back(row);
    return cards;
}

void NodeEditor::resizeEvent(QResizeEvent *event)
{
    const bool isWide = event->size().width() >= widthForPairs;
    for (QBoxLayout *pair : m_pairs)
        pair->setDirection(isWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    QScrollArea::resizeEvent(event);
}

void NodeEditor::addWidget(QWidget *widget, int stretch)
{
    m_cards->addWidget(widget, stretch);
}

void NodeEditor::endCards()
{
    m_cards->addStretch();
}

QString NodeEditor::prefix() const
{
    if (!isNamedList(m_group))
        return pathOf(ComposeNode{m_group, -1});
    return m_element < 0 ? QString() : pathOf(ComposeNode{m_group, m_element});
}

void NodeEditor::bindName(QLineEdit *field)
{
    const auto show = [this, field] {
        const QString name = elementName(m_context.document.scenario(), {m_group, m_element});
        if (!name.isNull() && field->text() != name)
            field->setText(name);
    };
    m_context.registry.add([this] { return m_element < 0 ? QString() : prefix() + u"/name"_qs; }, field);
    connect(&m_context.document, &ScenarioDocument::changed, field, show);
    connect(field, &QLineEdit::editingFinished, this, [this, field, show] {
        const QString name = field->text().trimmed();
        m_context.document.edit(tr("Rename to “%1”").arg(name), {}, [&](Scenario &scenario) {
            if (const std::optional<ElementList> list = listOf(m_group))
                renameElement(scenario, *list, m_element, name);
        });
        show(); // a taken or empty name is refused: the field shows what holds
    });
}

QComboBox *NodeEditor::makeChoice(const QStringList &texts)
{
    QComboBox *box = new QComboBox;
    // Long texts must not make the whole page wider than the window.
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(12);
    for (int value = 0; value < texts.size(); ++value)
        box->addItem(texts[value], value);
    return box;
}

} // namespace weir
