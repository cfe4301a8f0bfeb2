// Dot products of int8 vectors. Each instruction set has its own functions and the best one is chosen when the
// program starts: one binary for every machine.
#include "vectors.h"

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

typedef int32_t (*dot_function)(const int8_t *, const int8_t *, size_t);

static int32_t dot_portable(const int8_t *a, const int8_t *b, size_t n) {
    int32_t sum = 0;
    for (size_t i = 0; i < n; i++) sum += (int32_t)a[i] * b[i];
    return sum;
}

#if defined(__x86_64__)

__attribute__((target("avx2"))) static int32_t dot_avx2(const int8_t *a, const int8_t *b, size_t n) {
    __m256i sum0 = _mm256_setzero_si256(), sum1 = sum0;
    size_t i = 0;
    for (; i + 32 <= n; i += 32) {
        __m256i a0 = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(a + i)));
        __m256i b0 = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(b + i)));
        __m256i a1 = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(a + i + 16)));
        __m256i b1 = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(b + i + 16)));
        sum0 = _mm256_add_epi32(sum0, _mm256_madd_epi16(a0, b0));
        sum1 = _mm256_add_epi32(sum1, _mm256_madd_epi16(a1, b1));
    }
    sum0 = _mm256_add_epi32(sum0, sum1);
    __m128i half = _mm_add_epi32(_mm256_castsi256_si128(sum0), _mm256_extracti128_si256(sum0, 1));
    half = _mm_add_epi32(half, _mm_shuffle_epi32(half, 0x4e));
    half = _mm_add_epi32(half, _mm_shuffle_epi32(half, 0xb1));
    return _mm_cvtsi128_si32(half) + dot_portable(a + i, b + i, n - i);
}

__attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni"))) static int32_t dot_vnni(
    const int8_t *a, const int8_t *b, size_t n) {
    __m512i sum0 = _mm512_setzero_si512(), sum1 = sum0;
    size_t i = 0;
    for (; i + 64 <= n; i += 64) {
        __m512i a0 = _mm512_cvtepi8_epi16(_mm256_loadu_si256((const __m256i *)(a + i)));
        __m512i b0 = _mm512_cvtepi8_epi16(_mm256_loadu_si256((const __m256i *)(b + i)));
        __m512i a1 = _mm512_cvtepi8_epi16(_mm256_loadu_si256((const __m256i *)(a + i + 32)));
        __m512i b1 = _mm512_cvtepi8_epi16(_mm256_loadu_si256((const __m256i *)(b + i + 32)));
        sum0 = _mm512_dpwssd_epi32(sum0, a0, b0);
        sum1 = _mm512_dpwssd_epi32(sum1, a1, b1);
    }
    return _mm512_reduce_add_epi32(_mm512_add_epi32(sum0, sum1)) + dot_portable(a + i, b + i, n - i);
}

static dot_function dot = dot_portable;
static const char *instructions = "portable";

__attribute__((constructor)) static void choose(void) {
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512vl")) {
        dot = dot_vnni;
        instructions = "vnni";
    } else if (__builtin_cpu_supports("avx2")) {
        dot = dot_avx2;
        instructions = "avx2";
    }
}

int vectors_has_avx2(void) { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }

#elif defined(__aarch64__)

static int32_t dot_neon(const int8_t *a, const int8_t *b, size_t n) {
    int32x4_t sum = vdupq_n_s32(0);
    size_t i = 0;
    for (; i + 16 <= n; i += 16) {
        int8x16_t x = vld1q_s8(a + i), y = vld1q_s8(b + i);
        sum = vpadalq_s16(sum, vmull_s8(vget_low_s8(x), vget_low_s8(y)));
        sum = vpadalq_s16(sum, vmull_s8(vget_high_s8(x), vget_high_s8(y)));
    }
    return vaddvq_s32(sum) + dot_portable(a + i, b + i, n - i);
}

static const dot_function dot = dot_neon;
static const char *const instructions = "neon";

int vectors_has_avx2(void) { return 0; }

#else

static const dot_function dot = dot_portable;
static const char *const instructions = "portable";

int vectors_has_avx2(void) { return 0; }

#endif

void vectors_dot_all(const int8_t *rows, size_t count, size_t dim, const int8_t *query, int32_t *out) {
    for (size_t row = 0; row < count; row++) out[row] = dot(rows + row * dim, query, dim);
}

const char *vectors_instructions(void) { return instructions; }
