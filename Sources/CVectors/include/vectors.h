#pragma once
#include <stddef.h>
#include <stdint.h>

/// Writes the dot product of `query` with each of `count` rows to `out`. A row is `dim` numbers, and one follows the
/// other. The sum of a row fits in 32 bits while `dim` is at most 130,000.
void vectors_dot_all(const int8_t *rows, size_t count, size_t dim, const int8_t *query, int32_t *out);

/// What the machine does it with: `vnni`, `avx2`, `neon` or `portable`.
const char *vectors_instructions(void);

/// Whether this machine has AVX2 and FMA.
int vectors_has_avx2(void);
