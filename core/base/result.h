// SPDX-License-Identifier: GPL-3.0-or-later
// The value of a call that may fail for a reason the user can do something about.
#pragma once

#include "base/message.h"

#include <utility>
#include <variant>

namespace weir {

/// What went wrong, where, and what to do. Every message is for the user and never holds a secret.
struct Error
{
    Message what;   ///< What happened and why, one sentence without the place.
    Message where;  ///< File, JSON path, line or byte; empty when there is none.
    Message advice; ///< What to do about it; empty when nothing sensible can be said.

    /// The same error at `place`: before the place that it has, if any.
    [[nodiscard]] Error within(const Message &place) const;
    /// The three parts as one: "where: what. advice".
    [[nodiscard]] Message message() const;
    /// The same as text, in the language of the program's window.
    [[nodiscard]] QString text() const { return message().text(); }

    friend bool operator==(const Error &, const Error &) = default;
};

/// Either a T or an Error. Expected failures are returned; exceptions and asserts are for bugs.
template <typename T>
class [[nodiscard]] Result
{
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool ok() const noexcept { return m_state.index() == 0; }
    explicit operator bool() const noexcept { return ok(); }

    /// The value. It is a bug to ask for it when ok() is false (throws std::bad_variant_access).
    [[nodiscard]] T &value() & { return std::get<0>(m_state); }
    [[nodiscard]] const T &value() const & { return std::get<0>(m_state); }
    [[nodiscard]] T &&value() && { return std::get<0>(std::move(m_state)); }
    /// The error. It is a bug to ask for it when ok() is true (throws std::bad_variant_access).
    [[nodiscard]] const Error &error() const { return std::get<1>(m_state); }

    T *operator->() { return &value(); }
    const T *operator->() const { return &value(); }
    T &operator*() & { return value(); }
    const T &operator*() const & { return value(); }

private:
    std::variant<T, Error> m_state;
};

/// The result of a call that returns nothing but may fail.
template <>
class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool ok() const noexcept { return m_state.index() == 0; }
    explicit operator bool() const noexcept { return ok(); }
    [[nodiscard]] const Error &error() const { return std::get<1>(m_state); }

private:
    std::variant<std::monostate, Error> m_state;
};

} // namespace weir
