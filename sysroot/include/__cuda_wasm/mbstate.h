/* State of a multibyte conversion. */
#ifndef __CUDA_WASM_MBSTATE_H
#define __CUDA_WASM_MBSTATE_H
typedef struct {
  int __count;
  unsigned __value;
} mbstate_t;
#endif
