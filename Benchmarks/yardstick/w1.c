/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The yardstick for scenarios/benchmarks/w1.yaml: the same workload as one hand-fused loop, with GSL's own
 * generator and sampler and a binary heap. Poisson arrivals 100/s, exponential service of mean 0.2 s, a further
 * exponential 0.5 s when no instance is idle, idle instances expire after 600 s, most recently used first.
 *
 * usage: w1 INVOCATIONS [SEED]
 */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct { double time; double born; } completion;

static completion *heap;
static size_t busy, room = 1024;

static void push(completion c) {
    if (busy == room) heap = realloc(heap, (room *= 2) * sizeof *heap);
    size_t i = busy++;
    for (; i && heap[(i - 1) / 2].time > c.time; i = (i - 1) / 2) heap[i] = heap[(i - 1) / 2];
    heap[i] = c;
}

static completion pop(void) {
    completion first = heap[0], last = heap[--busy];
    size_t i = 0, child;
    while ((child = 2 * i + 1) < busy) {
        if (child + 1 < busy && heap[child + 1].time < heap[child].time) child++;
        if (heap[child].time >= last.time) break;
        heap[i] = heap[child];
        i = child;
    }
    heap[i] = last;
    return first;
}

/* Log-linear histogram: 64 bins an octave, from the bits of the double. */
static uint64_t histogram[64 << 6];
static void record(double x) {
    uint64_t bits;
    memcpy(&bits, &x, 8);
    int64_t bin = (int64_t)(bits >> 46) - ((int64_t)(1023 - 32) << 6);
    histogram[bin < 0 ? 0 : bin >= 64 << 6 ? (64 << 6) - 1 : bin]++;
}

int main(int argc, char **argv) {
    uint64_t invocations = argc > 1 ? strtoull(argv[1], 0, 10) : 10000000;
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, argc > 2 ? strtoul(argv[2], 0, 10) : 1);
    heap = malloc(room * sizeof *heap);
    size_t oldest = 0, newest = 0, idle_room = 1 << 12;
    struct { double since, born; } *idle = malloc(idle_room * sizeof *idle);
    double now = 0, work = 0, lives = 0;
    uint64_t cold = 0, billed = 0;
    for (uint64_t n = 0; n < invocations; n++) {
        now += gsl_ran_exponential(rng, 0.01);
        while (busy && heap[0].time <= now) {
            completion done = pop();
            if (newest == idle_room) {
                memmove(idle, idle + oldest, (newest - oldest) * sizeof *idle);
                newest -= oldest;
                oldest = 0;
                if (newest > idle_room / 2) idle = realloc(idle, (idle_room *= 2) * sizeof *idle);
            }
            idle[newest].since = done.time;
            idle[newest++].born = done.born;
        }
        for (; oldest < newest && idle[oldest].since + 600 <= now; oldest++)
            lives += idle[oldest].since + 600 - idle[oldest].born;
        double duration = gsl_ran_exponential(rng, 0.2), born = now;
        if (oldest < newest) born = idle[--newest].born;
        else { duration += gsl_ran_exponential(rng, 0.5); cold++; }
        push((completion){ now + duration, born });
        work += duration;
        billed += (uint64_t)(duration * 1e3) + 1;
        record(duration);
    }
    printf("invocations %lu cold %lu busy %.3f mean %.5f billed-ms %lu lives %.0f\n", (unsigned long)invocations,
           (unsigned long)cold, work / now, work / (double)invocations, (unsigned long)billed, lives);
    return 0;
}
