#error "NVML is not part of cuda-wasm: there is no NVIDIA device to manage"
