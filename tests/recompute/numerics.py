# SPDX-License-Identifier: GPL-3.0-or-later
"""Points of Student's t and of chi-square, by bisection of their distribution functions."""
import functools
import math


def _beta_fraction(a, b, x):
    """The continued fraction of the incomplete beta function (Lentz)."""
    tiny = 1e-300
    c, d = 1.0, 1.0 - (a + b) * x / (a + 1)
    d = 1.0 / (d if abs(d) > tiny else tiny)
    result = d
    for m in range(1, 500):
        for numerator in (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                          -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))):
            d = 1.0 + numerator * d
            d = 1.0 / (d if abs(d) > tiny else tiny)
            c = 1.0 + numerator / c
            c = c if abs(c) > tiny else tiny
            result *= d * c
        if abs(d * c - 1.0) < 1e-16:
            break
    return result


def _beta(a, b, x):
    if x <= 0 or x >= 1:
        return float(x >= 1)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _beta_fraction(a, b, x) / a
    return 1.0 - front * _beta_fraction(b, a, 1 - x) / b


def _gamma(a, x):
    """The regularised lower incomplete gamma function, by its series."""
    term = total = 1.0 / a
    n = a
    while term > total * 1e-17:
        n += 1
        term *= x / n
        total += term
    return total * math.exp(-x + a * math.log(x) - math.lgamma(a))


def _bisect(function, low, high):
    for _ in range(200):
        middle = (low + high) / 2
        if function(middle) < 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


@functools.lru_cache(maxsize=None)
def student(freedom, share=0.975):
    """The point of Student's t, with six decimals as the documentation prints them."""
    return round(_bisect(lambda t: 1 - _beta(freedom / 2, 0.5, freedom / (freedom + t * t)) / 2 - share, 0.0, 1000.0), 6)


@functools.lru_cache(maxsize=None)
def chi_square(freedom, share=0.99):
    return _bisect(lambda x: _gamma(freedom / 2, x / 2) - share, 1e-9, 200.0)
