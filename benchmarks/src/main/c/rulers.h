/*
 * Rulers: the measured work once more in C, on the very memory that the Java side built.
 *
 * Every function takes and returns 64-bit integers only (addresses among them), so that one binding fits
 * all, and is bound by name from dev.hmmbench.bench.CRulers.
 */
#ifndef HMMBENCH_RULERS_H
#define HMMBENCH_RULERS_H

#include <stdint.h>

typedef int64_t word;

#endif
