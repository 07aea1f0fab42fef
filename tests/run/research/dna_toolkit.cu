// run: tolerance=1e-4
// Sequences of bases: packing, k-mers in a hash table, banded alignment by diagonals, suffix sorting, run lengths and back, FASTA files, against the CPU.
#include <assert.h>
#include <ctype.h>
#include <cuda_runtime.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define must(call) must_at((call), #call, __LINE__)
static void must_at(cudaError_t e, const char *what, int line) {
  if (e == cudaSuccess) return;
  fprintf(stderr, "error: %s in line %d gave %s\n", what, line, cudaGetErrorName(e));
  exit(EXIT_FAILURE);
}

typedef unsigned long long u64;

#define EMPTY 0xffffffffffffffffull
#define K 15          /* length of the counted words */
#define BAND 12       /* diagonals on either side of the main one */
#define SUFFIXES 512  /* a power of two */
#define SCAN 256

typedef struct {
  char name[32];
  int length;
  char *bases;
} sequence_t;

typedef struct {
  int slots; /* a power of two */
  u64 *key;
  unsigned *count;
} table_t;

typedef struct {
  int score, end_a, end_b;
} hit_t;

struct scoring_t {
  int match, mismatch, gap;
};

__constant__ char letter_of[4];
__constant__ scoring_t scoring;
__device__ unsigned longest_probe;

__host__ __device__ static inline int code_of(char base) {
  return base >> 1 & 3; /* A 0, C 1, T 2, G 3: the letters' own bits */
}

__host__ __device__ static inline u64 scramble(u64 x) {
  x ^= x >> 31;
  x *= 0x7fb5d329728ea185ull;
  x ^= x >> 27;
  x *= 0x81dadef4bc2dd44dull;
  return x ^ x >> 33;
}

/* The other strand's word: bases complemented (code ^ 2) and in reverse order. */
__host__ __device__ static u64 other_strand(u64 word, int k) {
  u64 result = 0;
  for (int i = 0; i < k; i++) {
    result = result << 2 | ((word & 3) ^ 2);
    word >>= 2;
  }
  return result;
}

/* ---- packing: 32 bases a word, first base in the low bits ---- */

__global__ void pack(const char *bases, int n, u64 *words) {
  int w = blockIdx.x * blockDim.x + threadIdx.x;
  if (32 * w >= n) return;
  u64 word = 0;
  for (int i = 0; i < 32 && 32 * w + i < n; i++)
    word |= (u64)code_of(bases[32 * w + i]) << 2 * i;
  words[w] = word;
}

__global__ void unpack(const u64 *words, int n, char *bases) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) bases[i] = letter_of[words[i / 32] >> 2 * (i % 32) & 3];
}

__host__ __device__ static u64 word_at(const u64 *words, int i, int k) {
  int shift = 2 * (i & 31);
  u64 low = words[i >> 5] >> shift;
  if (shift + 2 * k > 64) low |= words[(i >> 5) + 1] << (64 - shift);
  return low & ((1ull << 2 * k) - 1);
}

/* GC content by population counts: codes 1 and 3 are the odd ones. */
__global__ void count_gc(const u64 *words, int n, unsigned *total) {
  int w = blockIdx.x * blockDim.x + threadIdx.x;
  unsigned odd = 32 * w < n ? __popcll(words[w] & 0x5555555555555555ull) : 0;
  for (int d = 16; d; d >>= 1)
    odd += __shfl_down_sync(0xffffffff, odd, d);
  if ((threadIdx.x & 31) == 0 && odd) atomicAdd(total, odd);
}

/* ---- k-mers ---- */

__global__ void clear_table(table_t t) {
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < t.slots; i += gridDim.x * blockDim.x) {
    t.key[i] = EMPTY;
    t.count[i] = 0;
  }
}

__global__ void count_words(const u64 *words, int n, table_t t) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i + K > n) return;
  u64 forward = word_at(words, i, K), backward = other_strand(forward, K);
  u64 key = forward < backward ? forward : backward;
  unsigned slot = (unsigned)scramble(key) & (t.slots - 1), probes = 1;
  for (;; probes++) {
    u64 there = atomicCAS(&t.key[slot], EMPTY, key);
    if (there == EMPTY || there == key) break;
    slot = (slot + 1) & (t.slots - 1);
  }
  atomicAdd(&t.count[slot], 1u);
  atomicMax(&longest_probe, probes);
}

/* How many distinct words occur once, twice, ... (the last bin takes the rest). */
__global__ void multiplicities(table_t t, unsigned *bins, int bin_count) {
  extern __shared__ unsigned local[];
  if ((int)threadIdx.x < bin_count) local[threadIdx.x] = 0;
  __syncthreads();
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < t.slots; i += gridDim.x * blockDim.x)
    if (t.count[i]) atomicInc(&local[min((int)t.count[i], bin_count) - 1], 0xffffffffu);
  __syncthreads();
  if ((int)threadIdx.x < bin_count) atomicAdd(&bins[threadIdx.x], local[threadIdx.x]);
}

/* ---- banded local alignment: a block a pair, a thread a diagonal of the band ---- */

__host__ __device__ static inline bool better(hit_t x, hit_t y) {
  if (x.score != y.score) return x.score > y.score;
  return x.end_a != y.end_a ? x.end_a < y.end_a : x.end_b < y.end_b;
}

/* Cell (i, j) lies on diagonal j - i + BAND; along anti-diagonals i + j each diagonal is visited
   every other step, so that a diagonal's score stays in place until its neighbours have read it. */
__global__ void align(const char *a, const int *a_start, const char *b, const int *b_start,
                      hit_t *hits) {
  __shared__ int score[2 * BAND + 3];
  __shared__ hit_t best[32];
  int pair = blockIdx.x, d = threadIdx.x;
  int n = a_start[pair + 1] - a_start[pair], m = b_start[pair + 1] - b_start[pair];
  const char *x = a + a_start[pair], *y = b + b_start[pair];
  hit_t mine = {0, 0, 0};
  if (d < 2 * BAND + 3) score[d] = 0;
  __syncthreads();
  for (int step = 0; step <= n + m - 2; step++) {
    int offset = d - BAND, i = (step - offset) / 2, j = i + offset;
    bool inside = d <= 2 * BAND && (step - offset) % 2 == 0 && i >= 0 && j >= 0 && i < n && j < m;
    int value = 0;
    if (inside) {
      int diagonal = i && j ? score[d + 1] : 0;
      int above = i ? score[d + 2] : 0, left = j ? score[d] : 0;
      value = max(diagonal + (x[i] == y[j] ? scoring.match : scoring.mismatch), 0);
      value = max(value, max(above, left) + scoring.gap);
      hit_t candidate = {value, i + 1, j + 1};
      if (value > 0 && better(candidate, mine)) mine = candidate;
    }
    __syncthreads();
    if (inside) score[d + 1] = value;
    __syncthreads();
  }
  best[d] = mine;
  __syncthreads();
  for (int half = 16; half; half >>= 1) {
    if (d < half && better(best[d + half], best[d])) best[d] = best[d + half];
    __syncthreads();
  }
  if (d == 0) hits[pair] = best[0];
}

/* ---- suffixes, sorted by a bitonic network that compares the text itself ---- */

__device__ static int compare_suffixes(const char *text, int n, int p, int q) {
  if (p >= n || q >= n) return p - q; /* padding sorts last */
  while (p < n && q < n && text[p] == text[q])
    p++, q++;
  if (p == n || q == n) return q - p;
  return text[p] - text[q];
}

__global__ void sort_suffixes(const char *text, int n, int *order) {
  __shared__ int rank[SUFFIXES];
  for (int i = threadIdx.x; i < SUFFIXES; i += blockDim.x)
    rank[i] = i;
  __syncthreads();
  for (int size = 2; size <= SUFFIXES; size <<= 1)
    for (int stride = size / 2; stride; stride >>= 1) {
      for (int t = threadIdx.x; t < SUFFIXES / 2; t += blockDim.x) {
        int low = 2 * t - (t & (stride - 1)), high = low + stride;
        bool rising = (low & size) == 0;
        int p = rank[low], q = rank[high];
        if ((compare_suffixes(text, n, p, q) > 0) == rising) rank[low] = q, rank[high] = p;
      }
      __syncthreads();
    }
  for (int i = threadIdx.x; i < n; i += blockDim.x)
    order[i] = rank[i];
}

/* The common prefix of neighbours in the order; the largest one packed with its place. */
__global__ void common_prefixes(const char *text, int n, const int *order, u64 *longest) {
  int i = blockIdx.x * blockDim.x + threadIdx.x + 1;
  if (i >= n) return;
  int p = order[i - 1], q = order[i], same = 0;
  while (p + same < n && q + same < n && text[p + same] == text[q + same])
    same++;
  atomicMax(longest, (u64)same << 32 | (unsigned)(n - (p < q ? p : q)));
}

/* ---- run lengths ---- */

/* One block: a scan of the run heads over the whole text, then each head writes its run. */
__global__ void run_heads(const char *text, int n, int *head, int *runs) {
  __shared__ int sums[SCAN];
  __shared__ int before;
  int t = threadIdx.x;
  if (t == 0) before = 0;
  for (int base = 0; base < n; base += SCAN) {
    int i = base + t, flag = i < n && (i == 0 || text[i] != text[i - 1]);
    sums[t] = flag;
    __syncthreads();
    for (int d = 1; d < SCAN; d <<= 1) {
      int add = t >= d ? sums[t - d] : 0;
      __syncthreads();
      sums[t] += add;
      __syncthreads();
    }
    if (flag) head[before + sums[t] - 1] = i;
    __syncthreads();
    if (t == SCAN - 1) before += sums[t];
    __syncthreads();
  }
  if (t == 0) *runs = before;
}

__global__ void run_values(const char *text, int n, const int *head, int runs, uchar2 *out) {
  int r = blockIdx.x * blockDim.x + threadIdx.x;
  if (r >= runs) return;
  int end = r + 1 < runs ? head[r + 1] : n;
  out[r] = make_uchar2(text[head[r]], (unsigned char)min(end - head[r], 255));
}

/* Each position looks its run up by bisection. */
__global__ void expand_runs(const uchar2 *runs, const int *head, int count, int n, char *text) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  int low = 0, high = count;
  while (high - low > 1) {
    int middle = (low + high) / 2;
    if (head[middle] <= i) low = middle;
    else high = middle;
  }
  text[i] = (char)runs[low].x;
}

/* ---- host side ---- */

static void *on_device(size_t bytes, const void *from) {
  void *p;
  must(cudaMalloc(&p, bytes));
  if (from) must(cudaMemcpy(p, from, bytes, cudaMemcpyHostToDevice));
  else must(cudaMemset(p, 0, bytes));
  return p;
}

static uint32_t dice(void) {
  static uint32_t state = 2463534242u;
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  return state;
}

/* A genome with repeats and homopolymers. */
static void grow_genome(char *g, int n) {
  int i = 0;
  while (i < n) {
    uint32_t r = dice() % 100;
    if (r < 6 && i > 200) {
      int from = dice() % (i - 100), length = 20 + dice() % 60;
      for (int k = 0; k < length && i < n; k++)
        g[i++] = g[from + k];
    } else if (r < 12) {
      char base = "ACGT"[dice() & 3];
      for (int length = 3 + dice() % 9; length > 0 && i < n; length--)
        g[i++] = base;
    } else {
      g[i++] = "ACGT"[dice() & 3];
    }
  }
  g[n] = 0;
}

/* A piece of the genome with substitutions and gaps. */
static int mutate(const char *from, int length, char *to) {
  int n = 0;
  for (int i = 0; i < length; i++) {
    uint32_t r = dice() % 40;
    if (r == 0) continue;
    if (r == 1) to[n++] = "ACGT"[dice() & 3];
    to[n++] = r == 2 ? "ACGT"[dice() & 3] : from[i];
  }
  return n;
}

static hit_t align_host(const char *x, int n, const char *y, int m, scoring_t s) {
  int *row = (int *)calloc((n + 1) * (m + 1), sizeof *row), wide = m + 1;
  hit_t best = {0, 0, 0};
  for (int i = 1; i <= n; i++)
    for (int j = 1; j <= m; j++) {
      if (abs(i - j) > BAND) continue;
      int value = row[(i - 1) * wide + j - 1] + (x[i - 1] == y[j - 1] ? s.match : s.mismatch);
      if (value < 0) value = 0;
      if (row[(i - 1) * wide + j] + s.gap > value) value = row[(i - 1) * wide + j] + s.gap;
      if (row[i * wide + j - 1] + s.gap > value) value = row[i * wide + j - 1] + s.gap;
      row[i * wide + j] = value;
      hit_t candidate = {value, i, j};
      if (value > 0 && better(candidate, best)) best = candidate;
    }
  free(row);
  return best;
}

static int by_value(const void *a, const void *b) {
  u64 x = *(const u64 *)a, y = *(const u64 *)b;
  return (x > y) - (x < y);
}

static const char *suffix_text;
static int by_suffix(const void *a, const void *b) {
  return strcmp(suffix_text + *(const int *)a, suffix_text + *(const int *)b);
}

static void write_fasta(const char *file, const sequence_t *s, int count) {
  FILE *f = fopen(file, "w");
  assert(f);
  for (int k = 0; k < count; k++) {
    fprintf(f, ">%s length=%d\n", s[k].name, s[k].length);
    for (int i = 0; i < s[k].length; i += 60)
      fprintf(f, "%.*s\n", s[k].length - i < 60 ? s[k].length - i : 60, s[k].bases + i);
  }
  fclose(f);
}

static int same_fasta(const char *file, const sequence_t *s, int count) {
  FILE *f = fopen(file, "r");
  int k = -1, at = 0, c;
  assert(f);
  while ((c = getc(f)) != EOF) {
    if (c == '>') {
      char name[32];
      int length;
      if (k >= 0 && at != s[k].length) break;
      k++, at = 0;
      if (k == count || fscanf(f, "%31s length=%d", name, &length) != 2) break;
      if (strcmp(name, s[k].name) || length != s[k].length) break;
    } else if (!isspace(c)) {
      if (at >= s[k].length || s[k].bases[at] != c) break;
      at++;
    }
  }
  fclose(f);
  remove(file);
  return c == EOF && k == count - 1 && at == s[k].length;
}

static int failures;
static void verdict(const char *what, int good) {
  printf("  %s: %s\n", what, good ? "PASS" : "FAIL");
  if (!good) failures++;
}

static void try_words(const char *genome, int n, const u64 *d_words, const u64 *words) {
  enum { BINS = 6 };
  table_t t = {8192, NULL, NULL};
  while (t.slots < 2 * n)
    t.slots *= 2;
  t.key = (u64 *)on_device(t.slots * sizeof(u64), NULL);
  t.count = (unsigned *)on_device(t.slots * sizeof(unsigned), NULL);
  unsigned *d_bins = (unsigned *)on_device(BINS * sizeof(unsigned), NULL), bins[BINS], longest;
  clear_table<<<16, 128>>>(t);
  count_words<<<(n + 127) / 128, 128>>>(d_words, n, t);
  multiplicities<<<4, 128, BINS * sizeof(unsigned)>>>(t, d_bins, BINS);
  must(cudaMemcpy(bins, d_bins, sizeof bins, cudaMemcpyDeviceToHost));
  must(cudaMemcpyFromSymbol(&longest, longest_probe, sizeof longest));
  u64 *key = (u64 *)malloc(t.slots * sizeof *key), *list = (u64 *)malloc(n * sizeof *list);
  unsigned *count = (unsigned *)malloc(t.slots * sizeof *count), total = 0, expected[BINS] = {0};
  must(cudaMemcpy(key, t.key, t.slots * sizeof *key, cudaMemcpyDeviceToHost));
  must(cudaMemcpy(count, t.count, t.slots * sizeof *count, cudaMemcpyDeviceToHost));

  for (int i = 0; i + K <= n; i++) {
    u64 forward = word_at(words, i, K), backward = other_strand(forward, K);
    list[i] = forward < backward ? forward : backward;
  }
  qsort(list, n - K + 1, sizeof *list, by_value);
  u64 frequent = 0, sum = 0, sum2 = 0;
  unsigned most = 0;
  for (int i = 0, j; i < n - K + 1; i = j) {
    for (j = i; j < n - K + 1 && list[j] == list[i]; j++)
      ;
    expected[j - i < BINS ? j - i - 1 : BINS - 1]++;
    sum += scramble(list[i]) * (j - i);
    if (j - i > (int)most) most = j - i, frequent = list[i];
  }
  unsigned found = 0;
  for (int i = 0; i < t.slots; i++) {
    total += count[i];
    if (count[i]) sum2 += scramble(key[i]) * count[i];
    if (key[i] == frequent) found = count[i];
  }
  printf("words of %d bases\n", K);
  for (int b = 0; b < BINS; b++)
    printf("  %d%s times: %u\n", b + 1, b == BINS - 1 ? " or more" : "", bins[b]);
  printf("  most frequent ");
  for (int i = 0; i < K; i++)
    putchar("ACTG"[frequent >> 2 * i & 3]);
  printf(": %u\n", found);
  verdict("words", total == (unsigned)(n - K + 1) && sum == sum2 && found == most);
  verdict("multiplicities", !memcmp(bins, expected, sizeof bins) && longest < 100);
  must(cudaFree(t.key));
  must(cudaFree(t.count));
  must(cudaFree(d_bins));
  free(key);
  free(list);
  free(count);
  (void)genome;
}

static void try_alignment(const char *genome, int n) {
  enum { PAIRS = 8 };
  scoring_t s = {2, -3, -4};
  int a_start[PAIRS + 1] = {0}, b_start[PAIRS + 1] = {0};
  char *a = (char *)malloc(PAIRS * 200), *b = (char *)malloc(PAIRS * 400), name[] = "dna_reads.fa";
  sequence_t reads[PAIRS];
  for (int p = 0; p < PAIRS; p++) {
    int length = 60 + 12 * p, from = dice() % (n - length);
    memcpy(a + a_start[p], genome + from, length);
    a_start[p + 1] = a_start[p] + length;
    reads[p].bases = b + b_start[p];
    reads[p].length = mutate(genome + from, length, reads[p].bases);
    b_start[p + 1] = b_start[p] + reads[p].length;
    snprintf(reads[p].name, sizeof reads[p].name, "read_%02d_at_%d", p, from);
  }
  char *da = (char *)on_device(a_start[PAIRS], a), *db = (char *)on_device(b_start[PAIRS], b);
  int *das = (int *)on_device(sizeof a_start, a_start);
  int *dbs = (int *)on_device(sizeof b_start, b_start), good = 1;
  hit_t *d_hits = (hit_t *)on_device(PAIRS * sizeof(hit_t), NULL), hits[PAIRS];
  must(cudaMemcpyToSymbol(scoring, &s, sizeof s));
  align<<<PAIRS, 32>>>(da, das, db, dbs, d_hits);
  must(cudaMemcpy(hits, d_hits, sizeof hits, cudaMemcpyDeviceToHost));
  printf("alignments: lengths, score, ends\n");
  for (int p = 0; p < PAIRS; p++) {
    int la = a_start[p + 1] - a_start[p];
    hit_t want = align_host(a + a_start[p], la, reads[p].bases, reads[p].length, s);
    good = good && !memcmp(&want, &hits[p], sizeof want);
    printf("  %3d %3d  %4d  %3d %3d\n", la, reads[p].length, hits[p].score, hits[p].end_a,
           hits[p].end_b);
  }
  verdict("alignments", good);
  write_fasta(name, reads, PAIRS);
  verdict("FASTA file", same_fasta(name, reads, PAIRS));
  void *device[] = {da, db, das, dbs, d_hits};
  for (void *p : device)
    must(cudaFree(p));
  free(a);
  free(b);
}

static void try_suffixes(const char *d_genome, const char *genome) {
  int n = SUFFIXES - 12, order[SUFFIXES], want[SUFFIXES];
  char *text = (char *)calloc(n + 1, 1);
  u64 *d_longest = (u64 *)on_device(sizeof(u64), NULL), longest;
  int *d_order = (int *)on_device(n * sizeof(int), NULL);
  memcpy(text, genome, n);
  sort_suffixes<<<1, 128>>>(d_genome, n, d_order);
  common_prefixes<<<(n + 63) / 64, 64>>>(d_genome, n, d_order, d_longest);
  must(cudaMemcpy(order, d_order, n * sizeof(int), cudaMemcpyDeviceToHost));
  must(cudaMemcpy(&longest, d_longest, sizeof longest, cudaMemcpyDeviceToHost));
  suffix_text = text;
  for (int i = 0; i < n; i++)
    want[i] = i;
  qsort(want, n, sizeof *want, by_suffix);
  int length = (int)(longest >> 32), at = n - (int)(longest & 0xffffffff);
  printf("suffixes: first %d, last %d, longest repeat %d bases from %d\n", order[0], order[n - 1],
         length, at);
  char word[SUFFIXES + 1];
  snprintf(word, sizeof word, "%.*s", length, text + at);
  const char *again = strstr(strstr(text, word) + 1, word);
  verdict("suffix order", !memcmp(order, want, n * sizeof(int)));
  verdict("repeat", length > 0 && again != NULL);
  must(cudaFree(d_longest));
  must(cudaFree(d_order));
  free(text);
}

static void try_runs(const char *d_genome, const char *genome, int n) {
  int *d_head = (int *)on_device((n + 1) * sizeof(int), NULL), runs;
  char *d_text = (char *)on_device(n, NULL), *text = (char *)malloc(n);
  run_heads<<<1, SCAN>>>(d_genome, n, d_head, d_head + n);
  must(cudaMemcpy(&runs, d_head + n, sizeof runs, cudaMemcpyDeviceToHost));
  uchar2 *d_runs = (uchar2 *)on_device(runs * sizeof(uchar2), NULL);
  uchar2 *r = (uchar2 *)malloc(runs * sizeof *r);
  run_values<<<(runs + 127) / 128, 128>>>(d_genome, n, d_head, runs, d_runs);
  expand_runs<<<(n + 127) / 128, 128>>>(d_runs, d_head, runs, n, d_text);
  must(cudaMemcpy(text, d_text, n, cudaMemcpyDeviceToHost));
  must(cudaMemcpy(r, d_runs, runs * sizeof *r, cudaMemcpyDeviceToHost));
  int at = 0, longest = 0, good = 1;
  for (int k = 0; k < runs; at += r[k++].y) {
    if (r[k].y > r[longest].y) longest = k;
    for (int i = 0; i < r[k].y; i++)
      good = good && at + i < n && genome[at + i] == (char)r[k].x;
  }
  printf("%d runs, the longest of %d %c\n", runs, r[longest].y, r[longest].x);
  verdict("runs", good && at == n);
  verdict("expansion", !memcmp(text, genome, n));
  must(cudaFree(d_head));
  must(cudaFree(d_text));
  must(cudaFree(d_runs));
  free(text);
  free(r);
}

int main(int argc, char **argv) {
  int n = argc > 1 ? atoi(argv[1]) : 6000, words = n / 32 + 2, gc = 0;
  char *genome = (char *)malloc(n + 1), *back = (char *)malloc(n);
  must(cudaMemcpyToSymbol(letter_of, "ACTG", 4));
  grow_genome(genome, n);
  char *d_genome = (char *)on_device(n, genome), *d_back = (char *)on_device(n, NULL);
  u64 *d_words = (u64 *)on_device(words * sizeof(u64), NULL);
  u64 *packed = (u64 *)malloc(words * sizeof *packed);
  unsigned *d_gc = (unsigned *)on_device(sizeof(unsigned), NULL), gc2;
  pack<<<(words + 63) / 64, 64>>>(d_genome, n, d_words);
  unpack<<<(n + 127) / 128, 128>>>(d_words, n, d_back);
  count_gc<<<(words + 63) / 64, 64>>>(d_words, n, d_gc);
  must(cudaMemcpy(back, d_back, n, cudaMemcpyDeviceToHost));
  must(cudaMemcpy(packed, d_words, words * sizeof *packed, cudaMemcpyDeviceToHost));
  must(cudaMemcpy(&gc2, d_gc, sizeof gc2, cudaMemcpyDeviceToHost));
  for (int i = 0; i < n; i++)
    gc += genome[i] == 'G' || genome[i] == 'C';
  printf("%d bases, GC %u, starting %.30s\n", n, gc2, genome);
  printf("  packed %016llx %016llx\n", packed[0], packed[1]);
  verdict("packing", !memcmp(back, genome, n) && gc2 == (unsigned)gc);
  try_words(genome, n, d_words, packed);
  try_alignment(genome, n);
  try_suffixes(d_genome, genome);
  try_runs(d_genome, genome, n);
  void *device[] = {d_genome, d_back, d_words, d_gc};
  for (void *p : device)
    must(cudaFree(p));
  free(genome);
  free(back);
  free(packed);
  printf("%s\n", failures ? "FAIL" : "PASS");
  return failures;
}
