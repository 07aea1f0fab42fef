#include <__cuda_wasm/host_defines.h>
#ifndef CUDART_VERSION
#define CUDART_VERSION 13000
#endif
