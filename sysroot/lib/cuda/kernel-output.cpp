// What running kernels say: the text of printf, kept until the host synchronizes, and failed assertions.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <__cuda_wasm/device.h>

// Text beyond this is written without waiting for a synchronization (CUDA would lose the oldest instead).
static const unsigned long kept_at_most = 1ul << 20;
static char* text_buffer;
static unsigned long text_length, text_capacity;

extern "C" {
int __cw_in_kernel = 0;
const __cw_launch* __cw_current_launch = 0;
unsigned __cw_current_block = ~0u, __cw_current_thread = ~0u;

void __cw_flush_device_output(void) {
  if (text_length == 0) return;
  unsigned long length = text_length;
  int in_kernel = __cw_in_kernel;
  text_length = 0;
  __cw_in_kernel = 0;
  fwrite(text_buffer, 1, length, stdout);
  __cw_in_kernel = in_kernel;
}

void __cw_device_print(const char* text, unsigned long length) {
  if (text_length + length > text_capacity) {
    if (text_length + length > kept_at_most) __cw_flush_device_output();
    unsigned long capacity = text_capacity ? text_capacity : 4096;
    while (capacity < text_length + length) capacity *= 2;
    if (capacity > text_capacity) {
      char* grown = (char*)realloc(text_buffer, capacity);
      if (!grown) return;
      text_buffer = grown;
      text_capacity = capacity;
    }
  }
  memcpy(text_buffer + text_length, text, length);
  text_length += length;
}

void __cw_device_assert(const char* expression, const char* file, unsigned line, const char* function) {
  const __cw_launch* l = __cw_current_launch;
  unsigned b = __cw_current_block == ~0u ? 0 : __cw_current_block, t = __cw_current_thread == ~0u ? 0 : __cw_current_thread;
  unsigned bx = 0, by = 0, bz = 0, tx = 0, ty = 0, tz = 0;
  if (l) {
    bx = b % l->grid_x, by = b / l->grid_x % l->grid_y, bz = b / l->grid_x / l->grid_y;
    tx = t % l->block_x, ty = t / l->block_x % l->block_y, tz = t / l->block_x / l->block_y;
  }
  __cw_in_kernel = 0;
  __cw_flush_device_output();
  fprintf(stderr, "%s:%u: %s: block: [%u,%u,%u], thread: [%u,%u,%u] Assertion `%s` failed.\n", file, line, function, bx, by,
          bz, tx, ty, tz, expression);
  __cw_abort_kernel(710);
}
}
