// SPDX-License-Identifier: GPL-3.0-or-later
// Seeded random numbers that are the same on every machine and compiler, and can be drawn for the n-th item
// directly.
#pragma once

#include <QtGlobal>

#include <initializer_list>

namespace weir {

/// Mixes any number of words into one well-spread word (SplitMix64's finaliser, Steele et al. 2014, over each
/// in turn). The same words in the same order give the same result everywhere. Used to derive the stream of
/// item n of a seed.
quint64 mixSeed(std::initializer_list<quint64> words) noexcept;

/// A small generator (SplitMix64) with draws by inverse transform, since std:: distributions differ between
/// libraries.
class Random
{
public:
    explicit Random(quint64 seed) noexcept : m_state(seed) {}

    quint64 nextWord() noexcept;
    /// Uniform in [0, 1), 53 bits.
    double uniform() noexcept;
    /// Uniform whole number in [0, bound); bound > 0.
    quint64 below(quint64 bound) noexcept;
    /// Exponential with the given mean (> 0).
    double exponential(double mean) noexcept;
    /// Normal by the inverse of the distribution function.
    double normal(double mean, double standardDeviation) noexcept;
    /// Log-normal; mean (> 0) and deviation are those of the value itself, not of its logarithm.
    double logNormal(double mean, double standardDeviation) noexcept;
    /// Gamma with the given shape (> 0) and scale 1, so that its mean is `shape` (Marsaglia & Tsang 2000).
    /// Takes a varying number of draws.
    double gamma(double shape) noexcept;

private:
    double standardNormal() noexcept;

    quint64 m_state;
};

} // namespace weir
