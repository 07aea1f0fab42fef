// The device interface where another thread of the runtime serves it over WebGPU (src/runtime/webgpu): the program's side. Takes the place of device_cpu.cpp. Device memory has addresses from 2 GiB
// up, which this program cannot touch; managed and pinned memory is the program's own and mirrored by the runtime.
#include <stdio.h>
#include <stdlib.h>
#include <stdarg.h>
#include <string.h>
#include <__cuda_wasm/device.h>

#define CW_IMPORT(name) __attribute__((import_module("cuda"), import_name(name)))

extern "C" {
CW_IMPORT("get_info") void __cw_gpu_get_info(__cw_dev_info* info);
CW_IMPORT("allocate") unsigned __cw_gpu_allocate(unsigned bytes);
CW_IMPORT("free") void __cw_gpu_free(unsigned address);
CW_IMPORT("mirror") void __cw_gpu_mirror(void* address, unsigned bytes);
CW_IMPORT("unmirror") void __cw_gpu_unmirror(void* address);
CW_IMPORT("copy") void __cw_gpu_copy(void* to, unsigned to_pitch, const void* from, unsigned from_pitch, unsigned width,
                                     unsigned height, unsigned direction);
CW_IMPORT("fill") void __cw_gpu_fill(void* to, unsigned pitch, unsigned value, unsigned width, unsigned height);
CW_IMPORT("launch") int __cw_gpu_launch(const __cw_launch* launch, int cooperative);
CW_IMPORT("wait") int __cw_gpu_wait(void);
CW_IMPORT("query") int __cw_gpu_query(void);
CW_IMPORT("output_bytes") unsigned __cw_gpu_output_bytes(void);
CW_IMPORT("read_output") void __cw_gpu_read_output(void* to);
CW_IMPORT("string_address") const char* __cw_gpu_string_address(unsigned index);
CW_IMPORT("record") void __cw_gpu_record(unsigned event);
CW_IMPORT("event_query") int __cw_gpu_event_query(unsigned event);
CW_IMPORT("event_wait") int __cw_gpu_event_wait(unsigned event);
CW_IMPORT("event_time") double __cw_gpu_event_time(unsigned event);
CW_IMPORT("symbol") void* __cw_gpu_symbol(const void* variable);
CW_IMPORT("texture_kinds") void __cw_gpu_texture_kinds(const void* descriptor, unsigned kinds);
CW_IMPORT("heap_limit") void __cw_gpu_heap_limit(unsigned bytes);
CW_IMPORT("reset") void __cw_gpu_reset(void);
void* __cw_zeroed_alloc(unsigned long alignment, unsigned long size); /* of malloc */
}

// A record: words in all, index of the format, then 8 bytes an argument, as variable arguments lie in memory. Arguments of %s are
// indices of strings, or where the bytes of one are, which is a record without a format.
static void print_record(unsigned* record, const unsigned* records) {
  const char* format = __cw_gpu_string_address(record[1]);
  unsigned long* argument = (unsigned long*)(record + 2);
  unsigned long* end = argument + (record[0] - 2) / 2;
  for (const char* p = format; *p; p++) {
    if (*p != '%') continue;
    p++;
    while (*p && strchr("-+ #0123456789.*lhqjzt", *p)) {
      if (*p == '*') argument++;
      p++;
    }
    if (!*p) break;
    if (*p == '%') continue;
    if (*p == 's' && argument < end) {
      unsigned low = (unsigned)*argument, high = (unsigned)(*argument >> 32);
      if (high == ~0u) *argument = (unsigned long)__cw_gpu_string_address(low);
      else if (high == ~1u) *argument = (unsigned long)(low ? (const char*)(records + low) : "");
    }
    argument++;
  }
  va_list list, again;
  memset(&list, 0, sizeof list);
  *(unsigned**)list = record + 2;  // a va_list's first word: where the next argument is
  va_copy(again, list);
  char text[256];
  int length = vsnprintf(text, sizeof text, format, list);
  if (length < (int)sizeof text) {
    if (length > 0) __cw_device_print(text, (unsigned long)length);
    return;
  }
  char* longer = (char*)malloc((unsigned long)length + 1);
  if (!longer) return;
  vsnprintf(longer, (unsigned long)length + 1, format, again);
  __cw_device_print(longer, (unsigned long)length);
  free(longer);
}

extern "C" {
// Prints records, one after the other.
void __cw_print_records(const unsigned* records, unsigned bytes) {
  for (unsigned at = 0; at + 2 <= bytes / 4;) {
    unsigned words = records[at];
    if (words < 2 || at + words > bytes / 4) break;
    if (records[at + 1] == ~0u) {
      at += words;
      continue;
    }
    // Arguments must lie at a multiple of 8.
    unsigned aligned[66] __attribute__((aligned(8)));
    unsigned* record = words <= 66 ? aligned : (unsigned*)malloc(words * 4ul);
    if (record) {
      memcpy(record, records + at, words * 4ul);
      print_record(record, records);
      if (record != aligned) free(record);
    }
    at += words;
  }
}
}

// What kernels printed until now goes to the device's output buffer.
static void take_output() {
  unsigned bytes = __cw_gpu_output_bytes();
  if (!bytes) return;
  unsigned* records = (unsigned*)aligned_alloc(16, (bytes + 31) / 16 * 16);
  if (!records) return;
  __cw_gpu_read_output(records);
  __cw_print_records(records, bytes);
  free(records);
}

extern "C" {
void __cw_dev_get_info(__cw_dev_info* info) {
  memset(info, 0, sizeof *info);
  __cw_gpu_get_info(info);
}

void* __cw_dev_allocate(unsigned long bytes, unsigned kind) {
  if (bytes > 0xffffffff) return 0;
  if (kind == __CW_DEVICE) return (void*)(unsigned long)__cw_gpu_allocate((unsigned)bytes);
  void* p = __cw_zeroed_alloc(512, (bytes + 511) / 512 * 512);
  if (p) __cw_gpu_mirror(p, (unsigned)bytes);
  return p;
}

void __cw_dev_free(void* address, unsigned long, unsigned kind) {
  if (kind == __CW_DEVICE) {
    __cw_gpu_free((unsigned)(unsigned long)address);
    return;
  }
  __cw_gpu_unmirror(address);
  free(address);
}

void __cw_dev_register(void* address, unsigned long bytes) { __cw_gpu_mirror(address, (unsigned)bytes); }
void __cw_dev_unregister(void* address) { __cw_gpu_unmirror(address); }

void __cw_dev_copy(void* to, unsigned long to_pitch, const void* from, unsigned long from_pitch, unsigned long width,
                   unsigned long height, unsigned direction, unsigned) {
  __cw_gpu_copy(to, (unsigned)to_pitch, from, (unsigned)from_pitch, (unsigned)width, (unsigned)height, direction);
}

void __cw_dev_fill(void* to, unsigned long pitch, unsigned value, unsigned long width, unsigned long height, unsigned) {
  __cw_gpu_fill(to, (unsigned)pitch, value, (unsigned)width, (unsigned)height);
}

int __cw_dev_launch(const __cw_launch* launch, unsigned) { return __cw_gpu_launch(launch, __cw_cooperative_launch()); }

int __cw_dev_wait(unsigned) {
  int error = __cw_gpu_wait();
  take_output();
  return error;
}

int __cw_dev_query(unsigned) { return __cw_gpu_query(); }

// All streams are one queue, whose order is theirs.
void __cw_dev_stream_wait_event(unsigned, unsigned) {}

void __cw_dev_record(unsigned event, unsigned) { __cw_gpu_record(event); }
int __cw_dev_event_query(unsigned event) { return __cw_gpu_event_query(event); }

int __cw_dev_event_wait(unsigned event) {
  int error = __cw_gpu_event_wait(event);
  take_output();
  return error;
}

double __cw_dev_event_time(unsigned event) { return __cw_gpu_event_time(event); }
void* __cw_dev_symbol(const void* variable) { return __cw_gpu_symbol(variable); }
void __cw_dev_heap_limit(unsigned long bytes) { __cw_gpu_heap_limit(bytes > 0xffffffff ? 0xffffffff : (unsigned)bytes); }
void __cw_dev_texture_kinds(const void* descriptor, unsigned kinds) { __cw_gpu_texture_kinds(descriptor, kinds); }
void __cw_dev_reset(void) { __cw_gpu_reset(); }
__CW_HD int __cw_reads_remotely(void) { return 1; }
}
