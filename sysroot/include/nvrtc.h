#error "NVRTC is not part of cuda-wasm: kernels are compiled before the program runs"
