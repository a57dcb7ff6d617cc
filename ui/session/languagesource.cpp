// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/languagesource.h"

#include <QCoreApplication>
#include <QEvent>
#include <QLibraryInfo>
#include <QLocale>

namespace weir {

LanguageSource::~LanguageSource()
{
    remove();
}

void LanguageSource::use(const QString &language)
{
    if (m_language == language)
        return;
    m_language = language;
    remove();
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    QLocale::setDefault(locale);
    const QString own = QStringLiteral(":/i18n");
    const QString ofQt = QLibraryInfo::path(QLibraryInfo::TranslationsPath);
    // What the window says itself, the sentences that all programs share, and Qt's. English needs none.
    for (const auto &[file, folder] :
         {std::pair(QStringLiteral("weir"), own), std::pair(QStringLiteral("messages"), own),
          std::pair(QStringLiteral("qtbase"), ofQt)}) {
        std::unique_ptr<QTranslator> translator = std::make_unique<QTranslator>();
        if (translator->load(locale, file, QStringLiteral("_"), folder) &&
            QCoreApplication::installTranslator(translator.get()))
            m_translators.push_back(std::move(translator));
    }
    // Two languages without a file of texts differ in their figures and dates.
    QEvent change(QEvent::LanguageChange);
    QCoreApplication::sendEvent(QCoreApplication::instance(), &change); // which posts it to the windows
}

void LanguageSource::remove()
{
    for (const std::unique_ptr<QTranslator> &translator : m_translators)
        QCoreApplication::removeTranslator(translator.get());
    m_translators.clear();
}

} // namespace weir
