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
