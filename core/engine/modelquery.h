// SPDX-License-Identifier: GPL-3.0-or-later
// Asks a service which models it has, by the transport that a run would use.
#pragma once

#include "base/result.h"
#include "scenario/scenario.h"

#include <QObject>
#include <QStringList>

#include <memory>

namespace weir {

/// What came of it.
struct ModelAnswer
{
    enum class Kind
    {
        Told,    ///< `names`, perhaps none at all.
        Refused, ///< With a status that says that there is no such list for this caller: `status`.
        Untold,  ///< No list came, and `problem` says why.
    };
    Kind kind = Kind::Untold;
    QStringList names; ///< As the service writes them: foreign text.
    int status = 0;
    Message problem; ///< A sentence of what came; empty where it was told.
    QString url;     ///< Where it was asked, without credentials.
};

/// One question at a time. Lives in the caller's thread; reading happens in a worker thread.
class ModelQuery : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds longestWait{5};
    static constexpr qsizetype mostBytes = qsizetype{1} << 20; ///< Of the answer.

    explicit ModelQuery(QObject *parent = nullptr);
    ~ModelQuery() override; ///< Cancels.

    /// Asks the service of a target, whose vendor must list models and which is no `builtin:` one. Takes the
    /// place of a question that goes on. An error: the target's secrets, URL or vendor can't be resolved.
    Result<void> start(const Scenario &scenario, const QString &baseFolder, std::size_t target);
    /// answered() does not come any more.
    void cancel();
    [[nodiscard]] bool isGoingOn() const;

Q_SIGNALS:
    void answered(const weir::ModelAnswer &answer);

private:
    class Private;
    std::unique_ptr<Private> m_d;
};

} // namespace weir
