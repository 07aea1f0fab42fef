#error "cuSPARSE is not part of cuda-wasm: write the sparse product as a kernel"
