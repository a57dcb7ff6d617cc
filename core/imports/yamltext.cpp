// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/yamltext.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <optional>
#include <yaml-cpp/yaml.h>

namespace weir {

namespace {

constexpr int deepest = 200;
/// Aliases may unfold into so much beyond a value for each byte of the text.
constexpr qsizetype mostUnfolded = 100'000;

QJsonValue plainValue(const QString &word)
{
    static const QRegularExpression whole(QStringLiteral("^[-+]?\\d{1,15}$"));
    static const QRegularExpression number(
        QStringLiteral("^[-+]?(?:\\.\\d+|\\d+(?:\\.\\d*)?)(?:[eE][-+]?\\d+)?$"));
    if (word.isEmpty() || word == u"~" || word.compare(u"null", Qt::CaseInsensitive) == 0)
        return QJsonValue::Null;
    if (word.compare(u"true", Qt::CaseInsensitive) == 0 || word.compare(u"false", Qt::CaseInsensitive) == 0)
        return word.compare(u"true", Qt::CaseInsensitive) == 0;
    if (whole.match(word).hasMatch())
        return word.toLongLong();
    if (number.match(word).hasMatch())
        return word.toDouble();
    return word;
}

/// Counts what aliases unfold into.
class YamlUnfolder
{
public:
    explicit YamlUnfolder(qsizetype bytes) : m_left(bytes + mostUnfolded) {}

    std::optional<QJsonValue> value(const YAML::Node &node, int depth = 0)
    {
        if (--m_left < 0 || depth > deepest)
            return std::nullopt;
        switch (node.Type()) {
        case YAML::NodeType::Scalar: {
            const QString word = QString::fromStdString(node.Scalar());
            return node.Tag() == "!" ? QJsonValue(word) : plainValue(word); // "!": it stood in quotes
        }
        case YAML::NodeType::Sequence: {
            QJsonArray array;
            for (const YAML::Node &element : node) {
                const std::optional<QJsonValue> inner = value(element, depth + 1);
                if (!inner)
                    return std::nullopt;
                array.append(*inner);
            }
            return array;
        }
        case YAML::NodeType::Map: {
            QJsonObject object;
            for (const auto &member : node) {
                const std::optional<QJsonValue> inner = value(member.second, depth + 1);
                if (!inner)
                    return std::nullopt;
                object.insert(member.first.IsScalar() ? QString::fromStdString(member.first.Scalar())
                                                      : QString(),
                              *inner);
            }
            return object;
        }
        default:
            return QJsonValue(QJsonValue::Null);
        }
    }

private:
    qsizetype m_left; ///< Values.
};

} // namespace

Result<QJsonValue> yamlDocument(const QString &text)
{
    try {
        const std::optional<QJsonValue> value =
            YamlUnfolder(text.size()).value(YAML::Load(text.toStdString()));
        if (value)
            return *value;
        return Error{WEIR_TEXT("import.yaml_too_large",
                               "This YAML is nested too deeply, or its aliases unfold into too "
                               "much"),
                     {},
                     {}};
    } catch (const YAML::Exception &error) {
        return Error{
            Message(WEIR_TEXT("import.no_yaml", "This is no YAML: %1"), QString::fromStdString(error.msg)),
            Message(WEIR_TEXT("import.line", "line %1"), error.mark.line + 1),
            {}};
    }
}

} // namespace weir
