#error "cuFFT is not part of cuda-wasm: write the transform as a kernel"
