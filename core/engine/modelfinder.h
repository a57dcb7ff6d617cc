// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the model of targets that name none, before a run: an empty name would go out otherwise.
#pragma once

#include "engine/modelquery.h"

#include <vector>

namespace weir {

/// A scenario with the models that its services told.
struct FoundModels
{
    Scenario scenario;
    Messages taken;    ///< What was filled in, a sentence each.
    Messages warnings; ///< Of targets that still name none.
};

/// Positions of the targets that name no model although a request of theirs holds its name and the vendor's
/// services tell which they have. Empty for `builtin:` targets, WebSockets, and what can't be read.
std::vector<std::size_t> targetsWithoutModel(const Scenario &scenario, const QString &baseFolder);

/// Asks the service of each such target, one after the other. Lives in the caller's thread.
class ModelFinder : public QObject
{
    Q_OBJECT

public:
    explicit ModelFinder(QObject *parent = nullptr);

    /// found() follows, never from inside this call. One at a time: a search that goes on is given up.
    void start(const Scenario &scenario, const QString &baseFolder);
    /// found() does not come any more.
    void cancel();
    [[nodiscard]] bool isGoingOn() const { return m_isGoingOn; }

Q_SIGNALS:
    /// A service's only model is taken. An error: there are several, or none, or the service refuses to tell;
    /// it lists what came and says how to name one. A service that can't be reached or has no list is no
    /// error: its requests go out as they are, with a warning.
    void found(const weir::Result<weir::FoundModels> &found);

private:
    void askNext();
    void take(const ModelAnswer &answer);
    void end(const Result<FoundModels> &result);

    ModelQuery m_query;
    QString m_baseFolder;
    FoundModels m_models;
    std::vector<std::size_t> m_left; ///< Still to be asked, the next one last.
    bool m_isGoingOn = false;
};

} // namespace weir
