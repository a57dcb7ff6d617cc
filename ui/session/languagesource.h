// SPDX-License-Identifier: GPL-3.0-or-later
// The language of the program: its texts, those of Qt's dialogs, figures and dates.
#pragma once

#include <QTranslator>

#include <memory>
#include <optional>
#include <vector>

namespace weir {

/// One per program; its texts are gone with it. GUI thread.
class LanguageSource
{
public:
    LanguageSource() = default;
    ~LanguageSource();
    LanguageSource(const LanguageSource &) = delete;
    LanguageSource &operator=(const LanguageSource &) = delete;

    /// "zh_CN", "en"; empty: the system's. Nothing happens when it is in use already; else windows hear of it
    /// by QEvent::LanguageChange once the caller has returned.
    void use(const QString &language);

private:
    void remove();

    std::optional<QString> m_language;
    std::vector<std::unique_ptr<QTranslator>> m_translators;
};

} // namespace weir
