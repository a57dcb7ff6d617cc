// SPDX-License-Identifier: GPL-3.0-or-later
// An import in the making: the scenario so far, what is to be said of it, and the secrets that were found.
#pragma once

#include "imports/import.h"

#include <QByteArrayList>
#include <QHash>
#include <QSet>
#include <QStringList>

#include <optional>

namespace weir {

/// Lives in one call of importText(). Not thread-safe.
class ImportDraft
{
public:
    ImportDraft(ImportFormat format, const ImportOptions &options);

    [[nodiscard]] Scenario &scenario() { return m_import.scenario; }
    [[nodiscard]] ImportFormat format() const { return m_import.format; }

    /// `value`: as it stood there; secrets in it are taken out by finish().
    void changed(const QString &name, const QString &value, const Message &why);
    void leftOut(const QString &name, const QString &value, const Message &why, int times = 1);
    /// The same of something without which there is no request: when nothing else can be sent either, this
    /// is why.
    void refused(const QString &name, const QString &value, const Message &why);

    /// `wish`, or with a number behind it where it was given before. Each list has names of its own.
    QString freeTargetName(const QString &wish) { return m_targetNames.freeFor(wish); }
    QString freeRequestName(const QString &wish) { return m_requestNames.freeFor(wish); }

    /// The reference that stands for a secret from now on, the same one for the same secret: `env:` and the
    /// name of the variable that it was, or `wish`, a variable's name. A reference stays as it is.
    QString referenceFor(const QString &secret, const QString &wish, const QString &place);

    /// The content of a file that the text names. Fails where no files are read, too.
    [[nodiscard]] Result<QByteArray> readFile(const QString &path) const;

    /// The import, with no secret left in any text. Fails when there is neither a request nor a load in it.
    Result<Import> finish();

    /// There is a load of the text's own, so that the scenario means something without a request.
    void takeLoad() { m_hasLoad = true; }

private:
    /// Names that were given, without a search through all of them for each.
    class Names
    {
    public:
        QString freeFor(const QString &wish);

    private:
        QSet<QString> m_given;
        QHash<QString, int> m_next; ///< The number that a wish gets next.
    };

    void note(ImportNote::Kind kind, const QString &name, const QString &value, const Message &why,
              int times = 1);
    void findHidden();
    void cleanScenario();
    void dropUnused();
    void cleanNotes();

    Import m_import;
    const ImportOptions &m_options;
    QHash<QString, std::size_t> m_noteAt;
    QByteArrayList m_hidden; ///< Secrets that no reference stands for.
    Names m_targetNames;
    Names m_requestNames;
    QHash<QByteArray, std::size_t> m_secretAt; ///< By the secret itself, or by its variable's mark.
    Names m_references;
    std::optional<ImportNote> m_refusal; ///< The first of them.
    bool m_hasLoad = false;
};

} // namespace weir
