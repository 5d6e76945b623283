// SPDX-License-Identifier: GPL-3.0-or-later
//
// The thin bridge to the GNU Scientific Library, and the counter-based generator that feeds it.
//
// Philox4x32-10 (Salmon, Moraes, Dror & Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011):
// a block of four 32-bit words is a pure function of a 64-bit key and a 128-bit counter, so that a stream
// costs nothing to create and any draw of any request can be recomputed alone. Wrapped as a gsl_rng_type,
// it is also what every GSL sampler draws from.
#pragma once
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdint.h>

// One stream: the key says which use of chance, `high` whose (a request), `low` counts the blocks drawn.
// The second half of each block is kept for the next draw; `has_spare` says whether there is one.
typedef struct {
    uint64_t key, high, low, spare;
    uint32_t has_spare;
} cgsl_stream;

typedef struct { uint64_t first, second; } cgsl_block;

static inline cgsl_block cgsl_philox(uint64_t key, uint64_t counter_high, uint64_t counter_low) {
    uint32_t c0 = (uint32_t)counter_low, c1 = (uint32_t)(counter_low >> 32);
    uint32_t c2 = (uint32_t)counter_high, c3 = (uint32_t)(counter_high >> 32);
    uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
#define CGSL_ROUND { \
        uint64_t p0 = (uint64_t)0xD2511F53u * c0, p1 = (uint64_t)0xCD9E8D57u * c2; \
        uint32_t n0 = (uint32_t)(p1 >> 32) ^ c1 ^ k0, n2 = (uint32_t)(p0 >> 32) ^ c3 ^ k1; \
        c1 = (uint32_t)p1; c3 = (uint32_t)p0; c0 = n0; c2 = n2; \
        k0 += 0x9E3779B9u; k1 += 0xBB67AE85u; }
    CGSL_ROUND CGSL_ROUND CGSL_ROUND CGSL_ROUND CGSL_ROUND
    CGSL_ROUND CGSL_ROUND CGSL_ROUND CGSL_ROUND CGSL_ROUND
#undef CGSL_ROUND
    cgsl_block block = { (uint64_t)c1 << 32 | c0, (uint64_t)c3 << 32 | c2 };
    return block;
}

static inline uint64_t cgsl_next(cgsl_stream *s) {
    if (s->has_spare) { s->has_spare = 0; return s->spare; }
    cgsl_block block = cgsl_philox(s->key, s->high, s->low++);
    s->spare = block.second;
    s->has_spare = 1;
    return block.first;
}

// Uniform on [0, 1) with 53 random bits.
static inline double cgsl_uniform(cgsl_stream *s) { return (double)(cgsl_next(s) >> 11) * 0x1.0p-53; }

// The same stream as a gsl_rng, for every GSL sampler to draw from. `get` gives 32 bits because GSL's ziggurat
// assumes no more; `get_double` gives 53, where GSL's own 32-bit generators would cap an exponential at 22 means.
// The state is borrowed from the caller: nothing is allocated, and nothing outlives the call.
static void cgsl_rng_set(void *s, unsigned long seed) { (void)s; (void)seed; }
static unsigned long cgsl_rng_get(void *s) { return (unsigned long)(cgsl_next((cgsl_stream *)s) >> 32); }
static double cgsl_rng_get_double(void *s) { return cgsl_uniform((cgsl_stream *)s); }

static const gsl_rng_type cgsl_rng_philox = {
    "philox4x32-10", 0xffffffffUL, 0, sizeof(cgsl_stream), cgsl_rng_set, cgsl_rng_get, cgsl_rng_get_double
};

#define CGSL_RNG(s) gsl_rng r = { &cgsl_rng_philox, (s) }
static inline double cgsl_ran_exponential(cgsl_stream *s, double mean) {
    CGSL_RNG(s); return gsl_ran_exponential(&r, mean);
}
static inline double cgsl_ran_gamma(cgsl_stream *s, double shape, double scale) {
    CGSL_RNG(s); return gsl_ran_gamma(&r, shape, scale);
}
static inline double cgsl_ran_weibull(cgsl_stream *s, double scale, double shape) {
    CGSL_RNG(s); return gsl_ran_weibull(&r, scale, shape);
}
static inline double cgsl_ran_pareto(cgsl_stream *s, double shape, double minimum) {
    CGSL_RNG(s); return gsl_ran_pareto(&r, shape, minimum);
}
static inline double cgsl_ran_beta(cgsl_stream *s, double a, double b) {
    CGSL_RNG(s); return gsl_ran_beta(&r, a, b);
}
static inline double cgsl_ran_logistic(cgsl_stream *s, double scale) {
    CGSL_RNG(s); return gsl_ran_logistic(&r, scale);
}
static inline double cgsl_ran_gumbel(cgsl_stream *s) {
    CGSL_RNG(s); return gsl_ran_gumbel1(&r, 1, 1);
}
static inline double cgsl_ran_rayleigh(cgsl_stream *s, double sigma) {
    CGSL_RNG(s); return gsl_ran_rayleigh(&r, sigma);
}
static inline double cgsl_ran_chi_squared(cgsl_stream *s, double degrees) {
    CGSL_RNG(s); return gsl_ran_chisq(&r, degrees);
}
static inline double cgsl_ran_fisher(cgsl_stream *s, double numerator, double denominator) {
    CGSL_RNG(s); return gsl_ran_fdist(&r, numerator, denominator);
}
#undef CGSL_RNG
