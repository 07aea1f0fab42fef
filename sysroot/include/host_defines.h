#include <__cuda_wasm/host_defines.h>
