// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/runsmodel.h"

#include "base/units.h"
#include "theme/icons.h"
#include "theme/themesource.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace weir {

namespace {

/// The context of this file's translations.
struct RunsText
{
    Q_DECLARE_TR_FUNCTIONS(weir::RunsModel)
};

QString figure(const std::optional<double> &value)
{
    return value ? formatFigure(*value) : QString();
}

/// Missing figures sort below every other.
QVariant sortable(const std::optional<double> &value)
{
    return value.value_or(-1);
}

QVariant alignmentOf(RunsModel::Column column)
{
    const bool isFigure = column >= RunsModel::TtftP50 && column <= RunsModel::Size;
    return static_cast<int>(Qt::AlignVCenter | (isFigure ? Qt::AlignRight : Qt::AlignLeft));
}

QStringList tagsFrom(const QString &text)
{
    QStringList tags;
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts)) {
        const QString tag = part.trimmed();
        if (!tag.isEmpty() && !tags.contains(tag))
            tags << tag;
    }
    return tags;
}

} // namespace

QString verdictText(const RunListing &run)
{
    if (!run.error.isEmpty())
        return RunsText::tr("unreadable");
    if (run.state == RunState::Running)
        return RunsText::tr("running");
    if (run.verdict == u"fail")
        return RunsText::tr("fail");
    if (run.verdict == u"invalid")
        return RunsText::tr("invalid");
    // A run that was killed has no summary, and one of an older version may call itself a pass.
    if (run.verdict == u"incomplete" || run.state != RunState::Finished)
        return RunsText::tr("incomplete");
    return run.verdict == u"pass" ? RunsText::tr("pass") : RunsText::tr("no summary");
}

QString shortfallOf(const RunListing &run)
{
    if (!run.error.isEmpty())
        return run.error.text();
    switch (run.state) {
    case RunState::Running:
    case RunState::Finished:
        return {};
    case RunState::Stopped:
        return RunsText::tr(
            "The run was stopped before its end. Its figures are those of the part that ran.");
    case RunState::Interrupted:
        return RunsText::tr("The run did not come to its end: Weir was ended, or the machine went down. Its "
                            "figures are those of what was saved until then.");
    }
    Q_UNREACHABLE();
}

RunsModel::RunsModel(ThemeSource &themes, QObject *parent) : QAbstractTableModel(parent), m_themes(themes)
{
    connect(&m_themes, &ThemeSource::changed, this, [this] {
        if (!m_runs.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1),
                               {Qt::ForegroundRole, Qt::DecorationRole});
    });
}

void RunsModel::setRuns(std::vector<RunListing> runs)
{
    beginResetModel();
    m_runs = std::move(runs);
    for (RunListing &run : m_runs) {
        const auto found = m_damaged.find(run.path);
        if (found != m_damaged.end() && run.error.isEmpty())
            run.error = found->second;
    }
    endResetModel();
}

void RunsModel::setDamaged(const QString &path, const Message &error)
{
    m_damaged[path] = error;
    const int row = rowOf(path);
    if (row < 0)
        return;
    m_runs[static_cast<std::size_t>(row)].error = error;
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

int RunsModel::rowOf(const QString &path) const
{
    const auto found = std::find_if(m_runs.begin(), m_runs.end(),
                                    [&path](const RunListing &run) { return run.path == path; });
    return found == m_runs.end() ? -1 : static_cast<int>(found - m_runs.begin());
}

int RunsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_runs.size());
}

int RunsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant RunsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const RunListing &listed = run(index.row());
    const Column column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return text(listed, column);
    case Qt::UserRole:
        return sortValue(listed, column);
    case Qt::ForegroundRole:
        return color(listed, column);
    case Qt::TextAlignmentRole:
        return alignmentOf(column);
    case Qt::ToolTipRole: {
        const QString shortfall = shortfallOf(listed);
        return shortfall.isEmpty() ? listed.path : QStringLiteral("%1\n%2").arg(listed.path, shortfall);
    }
    case Qt::DecorationRole:
        return column == Verdict ? mark(listed) : QVariant();
    default:
        return {};
    }
}

/// A sign that does not rest on colour alone.
QVariant RunsModel::mark(const RunListing &run) const
{
    if (shortfallOf(run).isEmpty())
        return {};
    const Theme &theme = m_themes.theme();
    return run.error.isEmpty() ? themedIcon(Icon::Warning, theme.warn) : themedIcon(Icon::Error, theme.fail);
}

QString RunsModel::text(const RunListing &run, Column column) const
{
    switch (column) {
    case When:
        return run.startedAt.isValid()
                   ? run.startedAt.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"))
                   : QString();
    case ScenarioName:
        return run.error.isEmpty() ? run.scenario : run.path.section(u'/', -1);
    case Verdict:
        return verdictText(run);
    case TtftP50:
        return figure(run.ttftP50Ms);
    case TtftP99:
        return figure(run.ttftP99Ms);
    case Tokens:
        return figure(run.tokensPerSecond);
    case Requests:
        return figure(run.requestsPerSecond);
    case Errors:
        return run.errorRate ? formatShare(*run.errorRate) : QString();
    case Size:
        return formatBytes(run.bytes);
    case Tags:
        return run.tags.join(QStringLiteral(", "));
    case Note:
        return run.error.isEmpty() ? run.note : run.error.text();
    case ColumnCount:
        break;
    }
    return {};
}

QVariant RunsModel::sortValue(const RunListing &run, Column column) const
{
    switch (column) {
    case When:
        return run.startedAt;
    case TtftP50:
        return sortable(run.ttftP50Ms);
    case TtftP99:
        return sortable(run.ttftP99Ms);
    case Tokens:
        return sortable(run.tokensPerSecond);
    case Requests:
        return sortable(run.requestsPerSecond);
    case Errors:
        return sortable(run.errorRate);
    case Size:
        return run.bytes;
    default:
        return text(run, column);
    }
}

QVariant RunsModel::color(const RunListing &run, Column column) const
{
    const Theme &theme = m_themes.theme();
    if (!run.error.isEmpty())
        return column == Verdict || column == Note ? theme.fail : theme.muted;
    if (column != Verdict)
        return {};
    if (run.verdict == u"pass" && run.state == RunState::Finished)
        return theme.pass;
    if (run.verdict == u"fail")
        return theme.fail;
    return run.verdict == u"invalid" ? theme.invalid : theme.warn;
}

bool RunsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::EditRole || (index.column() != Tags && index.column() != Note))
        return false;
    RunListing &listed = m_runs.at(static_cast<std::size_t>(index.row()));
    const QStringList tags = index.column() == Tags ? tagsFrom(value.toString()) : listed.tags;
    const QString note = index.column() == Note ? value.toString().trimmed() : listed.note;
    if (tags == listed.tags && note == listed.note)
        return true;
    if (const Result<void> written = annotate(listed.path, tags, note); !written) {
        Q_EMIT annotateFailed(written.error());
        return false;
    }
    listed.tags = tags;
    listed.note = note;
    Q_EMIT dataChanged(index, index);
    return true;
}

Qt::ItemFlags RunsModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags usual = QAbstractTableModel::flags(index);
    if (!index.isValid() || (index.column() != Tags && index.column() != Note))
        return usual;
    const RunListing &listed = run(index.row());
    return listed.error.isEmpty() && listed.state != RunState::Running ? usual | Qt::ItemIsEditable : usual;
}

QVariant RunsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const Column column = static_cast<Column>(section);
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(column);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case When:
        return tr("When");
    case ScenarioName:
        return tr("Scenario");
    case Verdict:
        return tr("Verdict");
    case TtftP50:
        return tr("TTFT p50 (ms)");
    case TtftP99:
        return tr("TTFT p99 (ms)");
    case Tokens:
        return tr("Tokens/s");
    case Requests:
        return tr("Requests/s");
    case Errors:
        return tr("Errors");
    case Size:
        return tr("Size");
    case Tags:
        return tr("Tags");
    case Note:
        return tr("Note");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace weir
