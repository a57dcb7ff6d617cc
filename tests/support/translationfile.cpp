// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/translationfile.h"

#include <QFile>
#include <QRegularExpression>
#include <QXmlStreamReader>

namespace weir {

namespace {

TranslatedText readText(QXmlStreamReader &xml, const QString &context)
{
    TranslatedText text;
    text.context = context;
    while (xml.readNextStartElement()) {
        if (xml.name() == u"source") {
            text.source = xml.readElementText();
        } else if (xml.name() == u"translation") {
            text.finished = !xml.attributes().hasAttribute(QStringLiteral("type"));
            // A plural's element holds one numerusform a form and blanks between.
            QString plain;
            while (!xml.atEnd() && xml.readNext() != QXmlStreamReader::EndElement) {
                if (xml.isStartElement())
                    text.texts.append(xml.readElementText());
                else
                    plain += xml.text();
            }
            if (text.texts.isEmpty())
                text.texts.append(plain);
        } else {
            xml.skipCurrentElement();
        }
    }
    return text;
}

} // namespace

std::vector<TranslatedText> readTranslations(const QString &path)
{
    QFile file(path);
    std::vector<TranslatedText> texts;
    if (!file.open(QIODevice::ReadOnly))
        return texts;
    QXmlStreamReader xml(&file);
    xml.readNextStartElement();
    while (xml.readNextStartElement()) {
        QString context;
        while (xml.readNextStartElement()) {
            if (xml.name() == u"name")
                context = xml.readElementText();
            else if (xml.name() == u"message")
                texts.push_back(readText(xml, context));
            else
                xml.skipCurrentElement();
        }
    }
    return xml.hasError() ? std::vector<TranslatedText>() : texts;
}

QStringList placeholdersOf(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("%(?:n|L?[0-9]{1,2})"));
    QStringList found;
    for (QRegularExpressionMatchIterator match = pattern.globalMatch(text); match.hasNext();)
        found.append(match.next().captured());
    found.sort();
    return found;
}

} // namespace weir
