#error "cuSOLVER is not part of cuda-wasm: solve the system in the program itself"
