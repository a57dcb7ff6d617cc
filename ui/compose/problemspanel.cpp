// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/problemspanel.h"

#include "document/scenariodocument.h"
#include "fields/fieldregistry.h"
#include "theme/icons.h"
#include "theme/themesource.h"
#include "theme/widgetlook.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace weir {

namespace {
constexpr int visibleRows = 4;
constexpr int rowHeight = 30;
} // namespace

ProblemsPanel::ProblemsPanel(ScenarioDocument &document, FieldRegistry &registry, ThemeSource &themes,
                             QWidget *parent)
    : QFrame(parent)
    , m_document(document)
    , m_registry(registry)
    , m_themes(themes)
    , m_summary(new QLabel(this))
    , m_list(new QListWidget(this))
{
    makeCard(*this);
    QLabel *title = new QLabel(tr("Problems"), this);
    setTextLook(*title, TextLook::Title);
    setTextLook(*m_summary, TextLook::Muted);
    QHBoxLayout *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(title);
    head->addWidget(m_summary, 1);
    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 10, 16, 10);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(m_list);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAccessibleName(tr("Problems of the scenario"));
    m_list->setToolTip(tr("Press Enter or click to go to the field"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    const auto go = [this](const QListWidgetItem *item) {
        const std::size_t row = std::size_t(m_list->row(item));
        if (row < m_problems.size())
            Q_EMIT activated(m_problems[row].path);
    };
    connect(m_list, &QListWidget::itemClicked, this, go);
    connect(m_list, &QListWidget::itemActivated, this, go);
    connect(&document, &ScenarioDocument::problemsChanged, this, &ProblemsPanel::update);
    connect(&registry, &FieldRegistry::draftProblemsChanged, this, &ProblemsPanel::update);
    connect(&themes, &ThemeSource::changed, this, &ProblemsPanel::update);
    update();
}

void ProblemsPanel::update()
{
    m_problems.clear();
    for (auto draft = m_registry.draftProblems().begin(); draft != m_registry.draftProblems().end(); ++draft)
        m_problems.push_back({Severity::Error, draft.key(), Message::verbatim(draft.value())});
    // Of a value that its field does not take the field has said so; check() says the same of the same value,
    // or speaks of one that is no longer there to be seen.
    std::copy_if(m_document.problems().begin(), m_document.problems().end(), std::back_inserter(m_problems),
                 [this](const Problem &problem) {
                     return problem.severity != Severity::Error ||
                            !m_registry.draftProblems().contains(problem.path);
                 });
    std::stable_sort(m_problems.begin(), m_problems.end(),
                     [](const Problem &a, const Problem &b) { return a.severity < b.severity; });
    m_list->clear();
    int errors = 0;
    const Theme &theme = m_themes.theme();
    for (const Problem &problem : m_problems) {
        const bool isError = problem.severity == Severity::Error;
        errors += isError ? 1 : 0;
        QListWidgetItem *item = new QListWidgetItem(m_list);
        item->setText(problem.path.isEmpty() ? problem.message.text()
                                             : tr("%1: %2").arg(problem.path, problem.message.text()));
        item->setToolTip(problem.message.text());
        item->setIcon(isError ? themedIcon(Icon::Error, theme.fail) : themedIcon(Icon::Warning, theme.warn));
        item->setData(Qt::AccessibleTextRole, isError ? tr("Error: %1").arg(problem.message.text())
                                                      : tr("Warning: %1").arg(problem.message.text()));
    }
    markFields();
    const int warnings = int(m_problems.size()) - errors;
    if (m_problems.empty())
        m_summary->setText(tr("none: the scenario can run"));
    else if (errors == 0)
        m_summary->setText(warnings == 1 ? tr("1 warning; the scenario can run")
                                         : tr("%1 warnings; the scenario can run").arg(warnings));
    else
        m_summary->setText(errors == 1 ? tr("1 error keeps the scenario from running")
                                       : tr("%1 errors keep the scenario from running").arg(errors));
    m_list->setVisible(!m_problems.empty());
    m_list->setFixedHeight(rowHeight * std::clamp(int(m_problems.size()), 1, visibleRows));
}

void ProblemsPanel::markFields()
{
    QStringList wrong;
    for (const Problem &problem : m_problems) {
        if (problem.severity == Severity::Error && !problem.path.isEmpty())
            wrong.append(problem.path);
    }
    m_registry.markInvalid(wrong);
}

} // namespace weir
