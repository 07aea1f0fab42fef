#error "CUPTI is not part of cuda-wasm: use the tool's own profiler"
