#error "MPI is not part of cuda-wasm: a program runs as one process"
