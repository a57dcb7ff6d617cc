// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a JSON object member by member and collects every problem with its path, unknown keys included.
#pragma once

#include "base/problem.h"

#include <QJsonObject>
#include <QSet>

#include <chrono>
#include <functional>
#include <optional>

namespace weir {

/// "/targets" + "0" with RFC 6901 escaping.
QString joinPointer(const QString &path, const QString &key);

/// A view of one JSON object. Getters take a fallback, return it when the key is absent, and add a problem
/// (and return the fallback) when the value has the wrong type or range; those without a fallback return
/// nothing in both cases. null is the same as a key that is left out. Call finish() last: it reports the keys
/// nobody asked for. Lives on the stack of one reader function; `problems` must outlive it.
class JsonReader
{
public:
    JsonReader(const QJsonValue &value, QString path, Problems &problems);

    QString string(const QString &key, const QString &fallback = {});
    std::optional<QString> optionalString(const QString &key);
    bool boolean(const QString &key, bool fallback);
    std::optional<bool> optionalBoolean(const QString &key);
    /// A finite number in [low, high].
    double number(const QString &key, double fallback, double low, double high);
    std::optional<double> optionalNumber(const QString &key, double low, double high);
    /// Any number that JSON has.
    std::optional<double> optionalNumber(const QString &key);
    /// A whole number in [low, high].
    qint64 integer(const QString &key, qint64 fallback, qint64 low, qint64 high);
    std::optional<qint64> optionalInteger(const QString &key, qint64 low, qint64 high);
    /// A whole number from 0 on; those above the largest signed one stand in quotes, since JSON readers round
    /// them otherwise.
    std::optional<quint64> optionalUnsigned(const QString &key);
    /// A duration text, see parseDuration().
    std::chrono::nanoseconds duration(const QString &key, std::chrono::nanoseconds fallback);
    std::optional<std::chrono::nanoseconds> optionalDuration(const QString &key);
    /// One of `names`; returns its position, or `fallback` when absent or wrong.
    int choice(const QString &key, const QStringList &names, int fallback);
    std::optional<int> optionalChoice(const QString &key, const QStringList &names);
    /// Calls `read` for the object under `key` and returns true; nothing when absent.
    bool object(const QString &key, const std::function<void(JsonReader &)> &read);
    /// Calls `read` for each object of the array under `key` and returns true; nothing when absent.
    bool objects(const QString &key, const std::function<void(JsonReader &)> &read);
    /// The texts of the array under `key`.
    QStringList strings(const QString &key);
    std::optional<QStringList> optionalStrings(const QString &key);

    [[nodiscard]] bool has(const QString &key) const { return m_object.contains(key); }
    /// The key is there and not null.
    [[nodiscard]] bool says(const QString &key) const { return has(key) && !m_object.value(key).isNull(); }
    [[nodiscard]] QString pathOf(const QString &key) const { return joinPointer(m_path, key); }
    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] const QJsonObject &raw() const { return m_object; }
    /// Marks a key as known without reading it.
    void accept(const QString &key) { m_known.insert(key); }
    /// Marks all that are there as known.
    void acceptAll();
    void problem(const QString &key, const Message &message, Severity severity = Severity::Error);
    /// Reports every key that no getter asked for, with the known one that it is most like.
    void finish();

private:
    QJsonValue take(const QString &key);

    QJsonObject m_object;
    QString m_path;
    Problems &m_problems;
    QSet<QString> m_known;
};

} // namespace weir
