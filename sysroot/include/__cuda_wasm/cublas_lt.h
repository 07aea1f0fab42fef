/* What stands behind cublasLt.h: the contents of its descriptors, attributes by number, and D = f(alpha A B + beta C + bias) for matrices of either order. */
#ifndef __CUDA_WASM_CUBLAS_LT_H
#define __CUDA_WASM_CUBLAS_LT_H
#include <__cuda_wasm/cublas_compute.h>
#include <string.h>

namespace __cw_blas {

struct lt_layout {
  cudaDataType type;
  int order, count;
  uint64_t rows, columns;
  int64_t ld, stride; /* of matrices in a batch */
};
struct lt_desc {
  cublasComputeType_t compute;
  cudaDataType scale, bias_type, aux_type; /* the latter two: below 0 means D's */
  int pointer_mode, a_op, b_op, c_op, epilogue, sm_count;
  signed char fast_accumulation;
  void *bias, *aux, *unused;
  int64_t bias_stride, aux_ld, aux_stride;
};
struct lt_preference {
  uint64_t workspace;
  uint32_t mode, scheme, alignment[4];
};
inline lt_layout* inside(cublasLtMatrixLayout_t p) { return (lt_layout*)p; }
inline lt_desc* inside(cublasLtMatmulDesc_t p) { return (lt_desc*)p; }
inline lt_preference* inside(cublasLtMatmulPreference_t p) { return (lt_preference*)p; }

/* Reads or writes an attribute that lies at `field`. A reader that gives no room asks for the size only. */
template <class F> cublasStatus_t transfer(F& field, void* value, size_t size, bool writes, size_t* written) {
  *written = sizeof(F);
  if (!writes && size == 0) return CUBLAS_STATUS_SUCCESS;
  if (!value || size != sizeof(F)) return CUBLAS_STATUS_INVALID_VALUE;
  if (writes) memcpy(&field, value, size);
  else memcpy(value, &field, size);
  return CUBLAS_STATUS_SUCCESS;
}
inline cublasStatus_t attribute(cublasLtMatrixLayout_t p, cublasLtMatrixLayoutAttribute_t which, void* value, size_t size, bool writes, size_t* written) {
  if (!p) return CUBLAS_STATUS_INVALID_VALUE;
  lt_layout& l = *inside(p);
  switch (which) {
    case CUBLASLT_MATRIX_LAYOUT_TYPE: return transfer(l.type, value, size, writes, written);
    case CUBLASLT_MATRIX_LAYOUT_ORDER: return transfer(l.order, value, size, writes, written);
    case CUBLASLT_MATRIX_LAYOUT_ROWS: return transfer(l.rows, value, size, writes, written);
    case CUBLASLT_MATRIX_LAYOUT_COLS: return transfer(l.columns, value, size, writes, written);
    case CUBLASLT_MATRIX_LAYOUT_LD: return transfer(l.ld, value, size, writes, written);
    case CUBLASLT_MATRIX_LAYOUT_BATCH_COUNT: return transfer(l.count, value, size, writes, written);
    case CUBLASLT_MATRIX_LAYOUT_STRIDED_BATCH_OFFSET: return transfer(l.stride, value, size, writes, written);
    default: return CUBLAS_STATUS_NOT_SUPPORTED;
  }
}
inline cublasStatus_t attribute(cublasLtMatmulDesc_t p, cublasLtMatmulDescAttributes_t which, void* value, size_t size, bool writes, size_t* written) {
  if (!p) return CUBLAS_STATUS_INVALID_VALUE;
  lt_desc& d = *inside(p);
  switch (which) {
    case CUBLASLT_MATMUL_DESC_COMPUTE_TYPE: return transfer(d.compute, value, size, writes, written);
    case CUBLASLT_MATMUL_DESC_SCALE_TYPE: return transfer(d.scale, value, size, writes, written);
    case CUBLASLT_MATMUL_DESC_POINTER_MODE: return transfer(d.pointer_mode, value, size, writes, written);
    case CUBLASLT_MATMUL_DESC_TRANSA: return transfer(d.a_op, value, size, writes, written);
    case CUBLASLT_MATMUL_DESC_TRANSB: return transfer(d.b_op, value, size, writes, written);
    case CUBLASLT_MATMUL_DESC_TRANSC: return transfer(d.c_op, value, size, writes, written);
    case CUBLASLT_MATMUL_DESC_EPILOGUE: return transfer(d.epilogue, value, size, writes, written);
    case CUBLASLT_MATMUL_DESC_BIAS_POINTER: return transfer(d.bias, value, size, writes, written);
    case CUBLASLT_MATMUL_DESC_BIAS_BATCH_STRIDE: return transfer(d.bias_stride, value, size, writes, written);
    case CUBLASLT_MATMUL_DESC_BIAS_DATA_TYPE: return transfer(d.bias_type, value, size, writes, written);
    case CUBLASLT_MATMUL_DESC_EPILOGUE_AUX_POINTER: return transfer(d.aux, value, size, writes, written);
    case CUBLASLT_MATMUL_DESC_EPILOGUE_AUX_LD: return transfer(d.aux_ld, value, size, writes, written);
    case CUBLASLT_MATMUL_DESC_EPILOGUE_AUX_BATCH_STRIDE: return transfer(d.aux_stride, value, size, writes, written);
    case CUBLASLT_MATMUL_DESC_EPILOGUE_AUX_DATA_TYPE: return transfer(d.aux_type, value, size, writes, written);
    // How fast or on how many multiprocessors changes nothing here.
    case CUBLASLT_MATMUL_DESC_SM_COUNT_TARGET: return transfer(d.sm_count, value, size, writes, written);
    case CUBLASLT_MATMUL_DESC_FAST_ACCUM: return transfer(d.fast_accumulation, value, size, writes, written);
    default: return CUBLAS_STATUS_NOT_SUPPORTED;
  }
}
/* What a caller prefers is kept and has no effect: products need no workspace. */
inline cublasStatus_t attribute(cublasLtMatmulPreference_t p, cublasLtMatmulPreferenceAttributes_t which, void* value, size_t size, bool writes, size_t* written) {
  if (!p) return CUBLAS_STATUS_INVALID_VALUE;
  lt_preference& f = *inside(p);
  switch (which) {
    case CUBLASLT_MATMUL_PREF_SEARCH_MODE: return transfer(f.mode, value, size, writes, written);
    case CUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES: return transfer(f.workspace, value, size, writes, written);
    case CUBLASLT_MATMUL_PREF_REDUCTION_SCHEME_MASK: return transfer(f.scheme, value, size, writes, written);
    case CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_A_BYTES:
    case CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_B_BYTES:
    case CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_C_BYTES:
    case CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_D_BYTES: return transfer(f.alignment[which - CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_A_BYTES], value, size, writes, written);
    default: return CUBLAS_STATUS_NOT_SUPPORTED;
  }
}

enum lt_function { LT_NONE, LT_RELU, LT_GELU, LT_GELU_GRADIENT };
/* GELU by its tangent, as the library documents it. */
__device__ inline float gelu(float x) { return 0.5f * x * (1 + tanhf(0.7978845608f * (x + 0.044715f * x * x * x))); }
__device__ inline float gelu_gradient(float x) {
  float t = tanhf(0.7978845608f * (x + 0.044715f * x * x * x));
  return 0.5f * (1 + t) + 0.5f * x * (1 - t * t) * 0.7978845608f * (1 + 3 * 0.044715f * x * x);
}
/* One result. `before`: what GELU is applied to, kept for its gradient, or taken from there. */
template <class S, class TD, class TB> __device__ inline void finish(S value, int function, const TB* bias, TD* before, TD* d) {
  if (bias) value += (S)*bias;
  if constexpr (__is_same(S, float)) {
    if (function == LT_GELU_GRADIENT) {
      value *= gelu_gradient((float)*before);
    } else {
      if (before) *before = (TD)value;
      if (function == LT_GELU) value = gelu(value);
    }
  }
  if (function == LT_RELU && value < (S)0) value = 0;
  *d = (TD)value;
}
template <class T> struct lt_view {
  T* p;
  int row, column;
  int64_t stride;
};
template <class T, class TD, class TB, class S>
__global__ void __launch_bounds__(256) lt_kernel(int m, int n, int k, S alpha, plain<T> a, int64_t a_stride, plain<T> b, int64_t b_stride, S beta, lt_view<const TD> c, lt_view<TD> d, int function,
                                                 const TB* bias, int64_t bias_stride, lt_view<TD> aux) {
  __shared__ S left[16][17];
  __shared__ S right[16][17];
  int x = threadIdx.x, y = threadIdx.y, i = blockIdx.x * 16 + x, j = blockIdx.y * 16 + y, z = blockIdx.z;
  a.p += z * a_stride;
  b.p += z * b_stride;
  S sum = 0;
  for (int base = 0; base < k; base += 16) {
    left[y][x] = i < m && base + y < k ? (S)a.at(i, base + y) : (S)0;
    right[y][x] = j < n && base + x < k ? (S)b.at(base + x, j) : (S)0;
    __syncthreads();
    for (int l = 0; l < 16; l++) sum += left[l][x] * right[y][l];
    __syncthreads();
  }
  if (i >= m || j >= n) return;
  S value = alpha * sum;
  if (beta != (S)0) value += beta * (S)c.p[z * c.stride + i * c.row + j * c.column];
  finish(value, function, bias ? bias + z * bias_stride + i : bias, aux.p ? aux.p + z * aux.stride + i * aux.row + j * aux.column : aux.p, d.p + z * d.stride + i * d.row + j * d.column);
}
/* to[i]: the sum of `count` elements, of row i. */
template <class T, class TB> void sum_rows(cudaStream_t stream, int rows, int count, plain<T> from, TB* to) {
  each(__device_policy(stream, false), rows, [=] (unsigned i) {
    float sum = 0;
    for (int j = 0; j < count; j++) sum += (float)from.at((int)i, j);
    to[i] = (TB)sum;
  });
}

/* run(a null pointer of the type of bias). */
template <class TD, class F> cublasStatus_t with_bias_type(cudaDataType type, cudaDataType d_type, TD* d, F run) {
  if ((int)type < 0 || type == d_type) return run(d);
  return type == CUDA_R_32F ? run((float*)nullptr) : CUBLAS_STATUS_NOT_SUPPORTED;
}
inline bool fits(const lt_layout& l) {
  int64_t along = l.order == CUBLASLT_ORDER_ROW ? l.columns : l.rows;
  return l.rows < 1u << 31 && l.columns < 1u << 31 && l.ld >= along && l.ld < 1ll << 31 && l.count > 0;
}
template <class T> lt_view<T> view(T* p, const lt_layout& l) {
  bool row = l.order == CUBLASLT_ORDER_ROW;
  return {p, row ? (int)l.ld : 1, row ? 1 : (int)l.ld, l.stride};
}
template <class T> plain<T> seen(const T* p, const lt_layout& l, bool turned, bool conjugates) {
  lt_view<const T> v = view(p, l);
  return {p, turned ? v.column : v.row, turned ? v.row : v.column, conjugates};
}
/* The product, or whether it can be computed at all. */
inline cublasStatus_t lt_matmul(const lt_desc& desc, const void* alpha, const void* a, const lt_layout& al, const void* b, const lt_layout& bl, const void* beta, const void* c, const lt_layout& cl, void* d,
                                const lt_layout& dl, cudaStream_t stream, bool computes) {
  bool turns_a = desc.a_op != CUBLAS_OP_N && desc.a_op != CUBLAS_OP_CONJG, turns_b = desc.b_op != CUBLAS_OP_N && desc.b_op != CUBLAS_OP_CONJG;
  uint64_t m = turns_a ? al.columns : al.rows, k = turns_a ? al.rows : al.columns, n = turns_b ? bl.rows : bl.columns;
  if (!fits(al) || !fits(bl) || !fits(cl) || !fits(dl) || (turns_b ? bl.columns : bl.rows) != k || dl.rows != m || dl.columns != n || cl.rows != m || cl.columns != n) return CUBLAS_STATUS_INVALID_VALUE;
  if (bl.count != al.count || cl.count != al.count || dl.count != al.count) return CUBLAS_STATUS_INVALID_VALUE;
  if (al.order > CUBLASLT_ORDER_ROW || bl.order > CUBLASLT_ORDER_ROW || cl.order > CUBLASLT_ORDER_ROW || dl.order > CUBLASLT_ORDER_ROW) return CUBLAS_STATUS_NOT_SUPPORTED;
  if (cl.type != dl.type || desc.c_op != CUBLAS_OP_N || desc.pointer_mode > CUBLASLT_POINTER_MODE_DEVICE || ((int)desc.aux_type >= 0 && desc.aux_type != dl.type)) return CUBLAS_STATUS_NOT_SUPPORTED;
  int function = LT_NONE;
  bool adds_bias = false, uses_aux = false, sums_bias = false;
  switch (desc.epilogue) {
    case CUBLASLT_EPILOGUE_DEFAULT: break;
    case CUBLASLT_EPILOGUE_RELU: function = LT_RELU; break;
    case CUBLASLT_EPILOGUE_BIAS: adds_bias = true; break;
    case CUBLASLT_EPILOGUE_RELU_BIAS: function = LT_RELU, adds_bias = true; break;
    case CUBLASLT_EPILOGUE_GELU: function = LT_GELU; break;
    case CUBLASLT_EPILOGUE_GELU_BIAS: function = LT_GELU, adds_bias = true; break;
    case CUBLASLT_EPILOGUE_GELU_AUX: function = LT_GELU, uses_aux = true; break;
    case CUBLASLT_EPILOGUE_GELU_AUX_BIAS: function = LT_GELU, adds_bias = uses_aux = true; break;
    case CUBLASLT_EPILOGUE_DGELU: function = LT_GELU_GRADIENT, uses_aux = true; break;
    case CUBLASLT_EPILOGUE_DGELU_BGRAD: function = LT_GELU_GRADIENT, uses_aux = sums_bias = true; break;
    case CUBLASLT_EPILOGUE_BGRADA:
    case CUBLASLT_EPILOGUE_BGRADB: sums_bias = true; break;
    default: return CUBLAS_STATUS_NOT_SUPPORTED;
  }
  bool is_float = dl.type == CUDA_R_32F || dl.type == CUDA_R_16F || dl.type == CUDA_R_16BF;
  if ((function >= LT_GELU || sums_bias) && !is_float) return CUBLAS_STATUS_NOT_SUPPORTED;
  // Gradients of biases are sums over one matrix.
  if (sums_bias && dl.count != 1) return CUBLAS_STATUS_NOT_SUPPORTED;
  if (uses_aux && computes && (!desc.aux || desc.aux_ld < (int64_t)m)) return CUBLAS_STATUS_INVALID_VALUE;
  if ((adds_bias || sums_bias) && computes && !desc.bias) return CUBLAS_STATUS_INVALID_VALUE;
  cublasContext as = {stream, desc.pointer_mode == CUBLASLT_POINTER_MODE_HOST ? CUBLAS_POINTER_MODE_HOST : CUBLAS_POINTER_MODE_DEVICE};
  return with_types(al.type, bl.type, dl.type, desc.compute, [&] (auto* t, auto* r, auto* u, auto* s) {
    typedef decltype(u) U;
    if constexpr (is_complex<__remove_pointer(decltype(s))>) {
      return CUBLAS_STATUS_NOT_SUPPORTED;
    } else {
      cudaDataType scale = __is_same(U, float*) ? CUDA_R_32F : __is_same(U, double*) ? CUDA_R_64F : __is_same(U, int*) ? CUDA_R_32I : CUDA_R_16F;
      if (desc.scale != scale) return CUBLAS_STATUS_NOT_SUPPORTED;
      return with_bias_type(desc.bias_type, dl.type, r, [&] (auto* q) {
        if (!computes || m == 0 || n == 0) return CUBLAS_STATUS_SUCCESS;
        typedef __remove_pointer(decltype(s)) S;
        typedef __remove_pointer(decltype(r)) TD;
        typedef __remove_pointer(decltype(q)) TB;
        S x = (S)scalar(&as, (const __remove_pointer(U)*)alpha), y = (S)scalar(&as, (const __remove_pointer(U)*)beta);
        auto left = seen((decltype(t))a, al, turns_a, false);
        auto right = seen((decltype(t))b, bl, turns_b, false);
        TB* bias = (TB*)desc.bias;
        lt_view<TD> aux = {uses_aux ? (TD*)desc.aux : nullptr, 1, (int)desc.aux_ld, desc.aux_stride};
        lt_view<const TD> from = view(y == (S)0 ? nullptr : (const TD*)c, cl);
        lt_view<TD> to = view((TD*)d, dl);
        lt_kernel<<<tiles((int)m, (int)n, dl.count), dim3(16, 16), 0, stream>>>((int)m, (int)n, x == (S)0 ? 0 : (int)k, x, left, al.stride, right, bl.stride, y, from, to, function,
                                                                               (const TB*)(adds_bias ? bias : nullptr), desc.bias_stride, aux);
        if constexpr (__is_same(S, float)) {
          if (desc.epilogue == CUBLASLT_EPILOGUE_BGRADA) sum_rows(stream, (int)m, (int)k, left, bias);
          if (desc.epilogue == CUBLASLT_EPILOGUE_BGRADB) sum_rows(stream, (int)n, (int)k, seen((decltype(t))b, bl, !turns_b, false), bias);
          if (desc.epilogue == CUBLASLT_EPILOGUE_DGELU_BGRAD) sum_rows(stream, (int)m, (int)n, plain<TD>{to.p, to.row, to.column, false}, bias);
        }
        return launched();
      });
    }
  });
}

}  // namespace __cw_blas
#endif
