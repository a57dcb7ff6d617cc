// SPDX-License-Identifier: GPL-3.0-or-later
// Whose figures a picture or a table shows, so that a file that is passed on tells it by itself.
#pragma once

#include "metrics/summary.h"
#include "scenario/scenario.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>

namespace weir {

/// Where figures come from. What is not known is left out. Holds no secret: of a target its host alone.
struct Provenance
{
    QString scenario;
    QStringList targets; ///< "api.example.com:8443", "builtin:".
    QDateTime startedAt;
    std::optional<quint64> seed;
    QString program;                ///< Version of Weir.
    std::optional<Verdict> verdict; ///< Nothing while the run goes on, and where there is no run.
    bool goesOn = false;            ///< The run has not ended: its figures may still change.
    bool simulated = false;

    [[nodiscard]] bool isEmpty() const
    {
        return scenario.isEmpty() && targets.isEmpty() && program.isEmpty();
    }
    friend bool operator==(const Provenance &, const Provenance &) = default;
};

// All functions are pure.

/// Of a run that has ended.
Provenance provenanceOf(const Summary &summary);
/// Of what this program shows of the scenario now; `startedAt`: when that began.
Provenance provenanceOf(const Scenario &scenario, const QDateTime &startedAt);

/// "checkout · api.example.com · 2026-11-30T14:02:05Z · seed 5 · Weir 0.9 · invalid"; empty without anything.
Message provenanceLine(const Provenance &provenance);
/// What nobody may overlook: that figures are those of a run that failed, is invalid, incomplete, simulated
/// or goes on. Empty where they are those of a run that passed, or of none.
Message ribbonWords(const Provenance &provenance);

/// The same table (RFC 4180, CRLF) with a last column "provenance" that has the line, in English, in its
/// first row; a table without rows gets one. As it is where there is nothing to tell.
QByteArray withProvenance(const QByteArray &csv, const Provenance &provenance);

} // namespace weir
