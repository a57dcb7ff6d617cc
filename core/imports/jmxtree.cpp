// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/jmxtree.h"

#include <QXmlStreamReader>

namespace weir {

namespace {

constexpr int deepest = 100;

class TreeReader
{
public:
    explicit TreeReader(const QString &xml) : m_xml(xml) {}

    Result<JmxElement> read()
    {
        JmxElement root;
        while (!m_xml.atEnd() && !m_isBad) {
            const QXmlStreamReader::TokenType token = m_xml.readNext();
            if (token == QXmlStreamReader::DTD)
                m_isBad = true; // its entities could be files, or a text of any length
            else if (token == QXmlStreamReader::StartElement && m_xml.name() == u"hashTree")
                tree(root, 0);
        }
        if (m_xml.hasError() || m_isBad)
            return Error{
                m_isBad ? Message(WEIR_TEXT("import.xml_refused", "The document has entities of its own, or "
                                                                  "is nested too deeply"))
                        : Message(WEIR_TEXT("import.no_xml", "This is no XML: %1"), m_xml.errorString()),
                Message(WEIR_TEXT("import.line", "line %1"), m_xml.lineNumber()),
                {}};
        return root;
    }

private:
    bool nextChild() { return !m_isBad && m_xml.readNextStartElement(); }

    /// Elements, each followed by the hashTree of what is below it.
    void tree(JmxElement &parent, int depth)
    {
        if (depth > deepest) {
            m_isBad = true;
            return;
        }
        while (nextChild()) {
            if (m_xml.name() == u"hashTree") {
                if (parent.children.empty())
                    m_xml.skipCurrentElement();
                else
                    tree(parent.children.back(), depth + 1);
                continue;
            }
            JmxElement element;
            element.tag = m_xml.name().toString();
            element.name = m_xml.attributes().value(u"testname"_qs).toString();
            element.isEnabled = m_xml.attributes().value(u"enabled"_qs) != u"false";
            properties(element, element.properties, depth + 1);
            parent.children.push_back(std::move(element));
        }
    }

    /// The properties below the present element; those of its collections' items apart.
    void properties(JmxElement &element, QHash<QString, QString> &into, int depth)
    {
        if (depth > deepest) {
            m_isBad = true;
            return;
        }
        while (nextChild()) {
            const QString key = m_xml.attributes().value(u"name"_qs).toString();
            const QStringView kind = m_xml.name();
            if (kind == u"collectionProp") {
                items(element, depth + 1);
            } else if (kind == u"elementProp") {
                properties(element, into, depth + 1);
            } else if (kind.endsWith(u"Prop")) {
                into.insert(key, m_xml.readElementText(QXmlStreamReader::SkipChildElements));
            } else {
                m_xml.skipCurrentElement();
            }
        }
    }

    void items(JmxElement &element, int depth)
    {
        while (nextChild()) {
            if (m_xml.name() != u"elementProp") {
                m_xml.skipCurrentElement();
                continue;
            }
            QHash<QString, QString> item;
            properties(element, item, depth + 1);
            element.items.push_back(std::move(item));
        }
    }

    QXmlStreamReader m_xml;
    bool m_isBad = false;
};

} // namespace

Result<JmxElement> jmxTree(const QString &xml)
{
    return TreeReader(xml).read();
}

} // namespace weir
