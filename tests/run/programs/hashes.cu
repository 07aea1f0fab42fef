// run: tolerance=0
// SHA-256 and CRC-32 of many messages, one thread a message, checked against the host's code and the known digests of short ones.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#define ROTR(x, n) (((x) >> (n)) | ((x) << (32 - (n))))
#define CONSTANTS                                                                                 \
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, \
      0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7,         \
      0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,         \
      0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3,         \
      0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,         \
      0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70,         \
      0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08,         \
      0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee,         \
      0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
__constant__ uint32_t device_k[64] = {CONSTANTS};
static const uint32_t host_k[64] = {CONSTANTS};
__constant__ uint32_t crc_table[256];
struct digest_t {
  uint32_t h[8];
};
__host__ __device__ void block_(uint32_t h[8], const uint8_t *p) {
#ifdef __CUDA_ARCH__
  const uint32_t *k = device_k;
#else
  const uint32_t *k = host_k;
#endif
  uint32_t w[64], s[8];
  for (int i = 0; i < 16; i++)
    w[i] = (uint32_t)p[4 * i] << 24 | p[4 * i + 1] << 16 | p[4 * i + 2] << 8 | p[4 * i + 3];
  for (int i = 16; i < 64; i++)
    w[i] = w[i - 16] + w[i - 7] + (ROTR(w[i - 15], 7) ^ ROTR(w[i - 15], 18) ^ w[i - 15] >> 3) +
           (ROTR(w[i - 2], 17) ^ ROTR(w[i - 2], 19) ^ w[i - 2] >> 10);
  for (int i = 0; i < 8; i++)
    s[i] = h[i];
  for (int i = 0; i < 64; i++) {
    uint32_t t1 = s[7] + (ROTR(s[4], 6) ^ ROTR(s[4], 11) ^ ROTR(s[4], 25)) +
                  ((s[4] & s[5]) ^ (~s[4] & s[6])) + k[i] + w[i];
    uint32_t t2 = (ROTR(s[0], 2) ^ ROTR(s[0], 13) ^ ROTR(s[0], 22)) +
                  ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
    for (int j = 7; j > 0; j--)
      s[j] = s[j - 1];
    s[4] += t1;
    s[0] = t1 + t2;
  }
  for (int i = 0; i < 8; i++)
    h[i] += s[i];
}
__host__ __device__ digest_t sha256(const uint8_t *data, uint32_t length) {
  digest_t d = {{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab,
                 0x5be0cd19}};
  uint32_t done = 0;
  for (; done + 64 <= length; done += 64)
    block_(d.h, data + done);
  uint8_t last[128] = {0};
  uint32_t rest = length - done, n = rest < 56 ? 64 : 128;
  for (uint32_t i = 0; i < rest; i++)
    last[i] = data[done + i];
  last[rest] = 0x80;
  uint64_t bits = (uint64_t)length * 8;
  for (int i = 0; i < 8; i++)
    last[n - 1 - i] = (uint8_t)(bits >> (8 * i));
  for (uint32_t b = 0; b < n; b += 64)
    block_(d.h, last + b);
  return d;
}
__global__ void digests(const uint8_t *text, const uint32_t *offsets, digest_t *out, uint32_t *crcs,
                        int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  const uint8_t *p = text + offsets[i];
  uint32_t length = offsets[i + 1] - offsets[i], c = ~0u;
  out[i] = sha256(p, length);
  while (length--)
    c = crc_table[(c ^ *p++) & 0xff] ^ c >> 8;
  crcs[i] = ~c;
}
static void show(const digest_t *d) {
  for (int i = 0; i < 8; i++)
    printf("%08x", d->h[i]);
  printf("\n");
}
int main(void) {
  const int n = 200;
  uint32_t table[256], offsets[n + 1], crcs[n];
  for (uint32_t i = 0; i < 256; i++) {
    uint32_t c = i;
    for (int k = 0; k < 8; k++)
      c = c & 1 ? 0xedb88320u ^ c >> 1 : c >> 1;
    table[i] = c;
  }
  cudaMemcpyToSymbol(crc_table, table, sizeof table);
  uint8_t *text = (uint8_t *)malloc(100000), *device_text;
  uint32_t at = 0;
  for (int i = 0; i < n; i++) {
    offsets[i] = at;
    if (i == 1)
      at += sprintf((char *)text + at, "abc");
    else if (i == 2)
      at += sprintf((char *)text + at, "123456789");
    else
      for (int j = 0; j < i * 2 && i; j++)
        text[at++] = (uint8_t)(i * 31 + j * 7);
  }
  offsets[n] = at;
  uint32_t *device_offsets, *device_crcs;
  digest_t *device_out, out[n];
  cudaMalloc(&device_text, at);
  cudaMalloc(&device_offsets, sizeof offsets);
  cudaMalloc(&device_crcs, sizeof crcs);
  cudaMalloc(&device_out, sizeof out);
  cudaMemcpy(device_text, text, at, cudaMemcpyHostToDevice);
  cudaMemcpy(device_offsets, offsets, sizeof offsets, cudaMemcpyHostToDevice);
  digests<<<(n + 31) / 32, 32>>>(device_text, device_offsets, device_out, device_crcs, n);
  cudaMemcpy(out, device_out, sizeof out, cudaMemcpyDeviceToHost);
  cudaMemcpy(crcs, device_crcs, sizeof crcs, cudaMemcpyDeviceToHost);
  int wrong = 0;
  for (int i = 0; i < n; i++) {
    digest_t d = sha256(text + offsets[i], offsets[i + 1] - offsets[i]);
    wrong += memcmp(&d, &out[i], sizeof d) != 0;
  }
  show(&out[0]);
  show(&out[1]);
  show(&out[199]);
  printf("crc 0x%08x 0x%08x 0x%08x, %d wrong\n", crcs[0], crcs[2], crcs[199], wrong);
  return 0;
}
