// SPDX-License-Identifier: GPL-3.0-or-later
// JSON whose members keep the order they were added in: QJsonObject sorts its keys, a project file should
// not.
#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QString>
#include <QStringView>

#include <utility>
#include <variant>
#include <vector>

namespace weir {

/// A JSON value for writing. A value type; no limits beyond memory.
class OrderedJson
{
public:
    using Member = std::pair<QString, OrderedJson>;

    OrderedJson() = default; ///< null
    static OrderedJson boolean(bool value);
    static OrderedJson integer(qint64 value);
    /// The shortest text that reads back to the same number; null where JSON has no such number (infinite,
    /// NaN).
    static OrderedJson number(double value);
    static OrderedJson text(const QString &value);
    static OrderedJson array();
    static OrderedJson object();
    /// The same value; the keys of its objects are sorted, as QJsonObject has them. Undefined becomes null.
    static OrderedJson of(const QJsonValue &value);

    /// Appends to an object; it is a bug to call it on anything else.
    void add(QStringView key, OrderedJson value);
    /// Appends to an array; it is a bug to call it on anything else.
    void append(OrderedJson value);
    /// True for an object without members and for an array without elements.
    [[nodiscard]] bool isEmpty() const;

    /// UTF-8, two spaces of indentation, one member a line, final newline.
    [[nodiscard]] QByteArray toBytes() const;

private:
    struct Literal
    {
        QByteArray bytes;
    };
    using Array = std::vector<OrderedJson>;
    using Object = std::vector<Member>;

    explicit OrderedJson(Literal literal) : m_value(std::move(literal)) {}
    void write(QByteArray &out, int depth) const;

    std::variant<Literal, Array, Object> m_value = Literal{"null"};
};

} // namespace weir
