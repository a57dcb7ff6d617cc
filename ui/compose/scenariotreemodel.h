// SPDX-License-Identifier: GPL-3.0-or-later
// The Compose tree: groups with their counts, elements with their shares.
#pragma once

#include "compose/composenode.h"
#include "document/scenariodocument.h"

#include <QAbstractItemModel>

#include <array>

namespace weir {

/// Follows the document row by row, so that selection and open branches survive every edit. GUI thread.
class ScenarioTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role
    {
        DetailRole = Qt::UserRole + 1, ///< The muted text at the right: a count, a share, the load in short.
        NodeRole,                      ///< The ComposeNode.
        ProblemRole,                   ///< int: 0 none, 1 warning, 2 error; of the element or anything in it.
    };

    /// `document` outlives the model.
    explicit ScenarioTreeModel(ScenarioDocument &document, QObject *parent = nullptr);

    [[nodiscard]] QModelIndex indexOf(const ComposeNode &node) const;
    [[nodiscard]] ComposeNode nodeOf(const QModelIndex &index) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    void follow();
    void followGroup(ComposeGroup group);
    [[nodiscard]] QStringList namesOf(ComposeGroup group) const;
    [[nodiscard]] QString title(const ComposeNode &node) const;
    [[nodiscard]] QString detail(const ComposeNode &node) const;
    static QString loadDetail(const Load &load);
    [[nodiscard]] int problemLevel(const ComposeNode &node) const;

    ScenarioDocument &m_document;
    std::array<QStringList, composeGroupCount> m_names; ///< The rows that views know of.
};

} // namespace weir
