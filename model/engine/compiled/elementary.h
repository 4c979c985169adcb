/* exp, log and pow without branches, so that loops over members become vector instructions; exact to about one unit in the
   last place, and the same bits on every processor. Each says itself where its argument is out of its reach: there the C
   library is asked.

   Logarithm: x = 2^k m with m about 1, and log m = 2 artanh s with s = (m - 1) / (m + 1), as a sum of two doubles.
   Exponential: x = n log 2 + r, and the Taylor series of exp r. See Muller et al., Handbook of Floating-Point Arithmetic. */

#include <math.h>
#include <stdint.h>
#include <string.h>

static const double LN2_HIGH = 0x1.62e42feep-1, LN2_LOW = 0x1.a39ef35793c76p-33; /* the first has 21 bits to spare */
static const double ROUND = 0x1.8p52; /* added and taken away again, it leaves the nearest integer */

typedef struct { double high, low; } Pair;

/* Unsigned: arithmetic on bits goes round, which that of signed numbers may not. */
static inline uint64_t bits(double x) { uint64_t found; memcpy(&found, &x, sizeof found); return found; }
static inline double of_bits(uint64_t x) { double found; memcpy(&found, &x, sizeof found); return found; }

/* The power of two in x over the number that has these bits. */
static inline double exponent(double x, uint64_t over) {
    const uint64_t biased = (bits(x) - over + ((uint64_t)1023 << 52)) >> 52;
    return of_bits(0x4330000000000000 | biased) - (0x1p52 + 1023.0);
}

/* The exact product, in two parts (Dekker). */
static inline Pair product(double x, double y) {
    const double factor = 134217729.0, high = x * y;
    const double a = factor * x, b = factor * y;
    const double xh = a - (a - x), xl = x - xh, yh = b - (b - y), yl = y - yh;
    return (Pair){high, ((xh * yh - high) + xh * yl + xl * yh) + xl * yl};
}

static inline Pair logarithm(double x) {
    const uint64_t half = bits(0.70710678118654752440); /* m is from 0.707 to 1.414 */
    const uint64_t shifted = (bits(x) - half) & ~(uint64_t)0xFFFFFFFFFFFFF;
    const double k = exponent(x, half), m = of_bits(bits(x) - shifted);
    const double above = m - 1.0, below = m + 1.0, s = above / below;
    const Pair back = product(s, below);                          /* what the division left over */
    const double rest = ((above - back.high) - back.low - s * (m - (below - 1.0))) / below;
    const double square = s * s;
    double p = 1.0 / 25;
    p = p * square + 1.0 / 23; p = p * square + 1.0 / 21; p = p * square + 1.0 / 19; p = p * square + 1.0 / 17;
    p = p * square + 1.0 / 15; p = p * square + 1.0 / 13; p = p * square + 1.0 / 11; p = p * square + 1.0 / 9;
    p = p * square + 1.0 / 7; p = p * square + 1.0 / 5; p = p * square + 1.0 / 3;
    const double large = k * LN2_HIGH, two = 2.0 * s, high = large + two;
    const double lost = k == 0.0 ? 0.0 : two - (high - large);    /* k log 2 is larger than two, or naught */
    return (Pair){high, lost + (k * LN2_LOW + 2.0 * (rest + s * square * p))};
}

static inline double exponential(double x, double low) {
    const double shifted = x * 1.4426950408889634074 + ROUND, n = shifted - ROUND;
    const double r = (x - n * LN2_HIGH) - (n * LN2_LOW - low);
    double p = 1.0 / 6227020800.0;
    p = p * r + 1.0 / 479001600.0; p = p * r + 1.0 / 39916800.0; p = p * r + 1.0 / 3628800.0; p = p * r + 1.0 / 362880.0;
    p = p * r + 1.0 / 40320.0; p = p * r + 1.0 / 5040.0; p = p * r + 1.0 / 720.0; p = p * r + 1.0 / 120.0;
    p = p * r + 1.0 / 24.0; p = p * r + 1.0 / 6.0; p = p * r + 0.5;
    const double one = 1.0 + (r + r * r * p);
    return one * of_bits((bits(shifted) + 1023) << 52);
}

static inline int reached_by_log(double x) { return x >= 0x1p-1022 && x <= 0x1.fffffffffffffp1023; }
static inline int reached_by_exp(double x) { return x >= -700.0 && x <= 700.0; }

static inline double exp_of(double x) { return exponential(x, 0.0); }
static inline double log_of(double x) { const Pair l = logarithm(x); return l.high + l.low; }
/* What the sum 1 + x lost is put back by the slope of the logarithm there (Kahan). */
static inline double log1p_of(double x) { const double one = 1.0 + x; return log_of(one) + (x - (one - 1.0)) / one; }
static inline double power_of(double x, double y) {
    const Pair l = logarithm(x), p = product(y, l.high);
    return exponential(p.high, p.low + y * l.low);
}
static inline int reached_by_power(double x, double y) {
    return reached_by_log(x) && fabs(y) * (fabs(exponent(x, bits(1.0))) + 1.0) <= 1000.0;
}
