#error "cuBLAS is not part of cuda-wasm: write the matrix product as a kernel"
