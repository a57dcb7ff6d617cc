// SPDX-License-Identifier: GPL-3.0-or-later
// Colours mustache tags, and JSON where the template is a body.
#pragma once

#include "fields/templateedit.h"

#include <QSyntaxHighlighter>

namespace weir {

/// Takes its colours from the application's palette, so it follows the theme.
class TemplateHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    TemplateHighlighter(TemplateLanguage language, QTextDocument *document);

protected:
    void highlightBlock(const QString &text) override;

private:
    void highlightJson(const QString &text);

    TemplateLanguage m_language;
};

} // namespace weir
