#error "cuRAND is not part of cuda-wasm: generate random numbers in the program itself"
