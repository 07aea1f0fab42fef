// run: tolerance=0
// cuSPARSE: products of sparse matrices (CSR, CSC, COO) with dense vectors and matrices, conversions, sparse vectors.
#include <cuda_fp16.h>
#include <cusparse.h>
#include <cstdio>
#include <vector>

template <class T> T* device(const std::vector<T>& host) {
  T* p;
  cudaMalloc(&p, host.size() * sizeof(T) + 1);
  cudaMemcpy(p, host.data(), host.size() * sizeof(T), cudaMemcpyHostToDevice);
  return p;
}
template <class T> void show(const char* name, const T* p, int n) {
  std::vector<T> host(n);
  cudaMemcpy(host.data(), p, n * sizeof(T), cudaMemcpyDeviceToHost);
  printf("%s:", name);
  for (T v : host) printf(" %g", (double)v);
  printf("\n");
}
#define OK(call) do { cusparseStatus_t status = call; if (status != CUSPARSE_STATUS_SUCCESS) printf("%s: %s\n", #call, cusparseGetErrorName(status)); } while (0)

// 1 0 2 3
// 0 4 0 0
// 5 0 6 0
template <class T> void products(cusparseHandle_t handle, cudaDataType type) {
  int* offsets = device<int>({0, 3, 4, 6});
  int* columns = device<int>({0, 2, 3, 1, 0, 2});
  int* rows = device<int>({1, 1, 1, 2, 3, 3});
  int* columnsFromOne = device<int>({1, 3, 4, 2, 1, 3});
  long long* wideOffsets = device<long long>({0, 2, 3, 5, 6});
  long long* wideRows = device<long long>({0, 2, 1, 0, 2, 0});
  T* values = device<T>({1, 2, 3, 4, 5, 6});
  T* byColumns = device<T>({1, 5, 4, 2, 6, 3});
  T* x = device<T>({1, 2, 3, 4});
  T* y = device<T>({10, 20, 30, 40});
  T* z = device<T>({1, 1, 1, 1});
  cusparseSpMatDescr_t csr, coo, csc;
  OK(cusparseCreateCsr(&csr, 3, 4, 6, offsets, columns, values, CUSPARSE_INDEX_32I, CUSPARSE_INDEX_32I, CUSPARSE_INDEX_BASE_ZERO, type));
  OK(cusparseCreateCoo(&coo, 3, 4, 6, rows, columnsFromOne, values, CUSPARSE_INDEX_32I, CUSPARSE_INDEX_BASE_ONE, type));
  OK(cusparseCreateCsc(&csc, 3, 4, 6, wideOffsets, wideRows, byColumns, CUSPARSE_INDEX_64I, CUSPARSE_INDEX_64I, CUSPARSE_INDEX_BASE_ZERO, type));
  cusparseDnVecDescr_t vx, vy, vz;
  OK(cusparseCreateDnVec(&vx, 4, x, type));
  OK(cusparseCreateDnVec(&vy, 3, y, type));
  OK(cusparseCreateDnVec(&vz, 4, z, type));
  T one = 1, two = 2, zero = 0;
  size_t size = 0;
  void* buffer = nullptr;
  OK(cusparseSpMV_bufferSize(handle, CUSPARSE_OPERATION_NON_TRANSPOSE, &two, csr, vx, &one, vy, type, CUSPARSE_SPMV_ALG_DEFAULT, &size));
  cudaMalloc(&buffer, size + 1);
  OK(cusparseSpMV(handle, CUSPARSE_OPERATION_NON_TRANSPOSE, &two, csr, vx, &one, vy, type, CUSPARSE_SPMV_ALG_DEFAULT, buffer));
  show("csr", y, 3);
  OK(cusparseSpMV(handle, CUSPARSE_OPERATION_NON_TRANSPOSE, &one, coo, vx, &zero, vy, type, CUSPARSE_SPMV_COO_ALG1, buffer));
  show("coo", y, 3);
  OK(cusparseSpMV(handle, CUSPARSE_OPERATION_TRANSPOSE, &one, csr, vy, &two, vz, type, CUSPARSE_SPMV_CSR_ALG1, buffer));
  show("csr transposed", z, 4);
  OK(cusparseSpMV(handle, CUSPARSE_OPERATION_NON_TRANSPOSE, &one, csc, vx, &zero, vy, type, CUSPARSE_SPMV_ALG_DEFAULT, buffer));
  show("csc", y, 3);
  T* b = device<T>({1, 2, 3, 4, 0, 1, 0, 1});
  T* c = device<T>({0, 0, 0, 1, 1, 1});
  cusparseDnMatDescr_t mb, mc, mt, mr;
  OK(cusparseCreateDnMat(&mb, 4, 2, 4, b, type, CUSPARSE_ORDER_COL));
  OK(cusparseCreateDnMat(&mc, 3, 2, 3, c, type, CUSPARSE_ORDER_COL));
  OK(cusparseSpMM_bufferSize(handle, CUSPARSE_OPERATION_NON_TRANSPOSE, CUSPARSE_OPERATION_NON_TRANSPOSE, &one, csr, mb, &two, mc, type, CUSPARSE_SPMM_ALG_DEFAULT, &size));
  OK(cusparseSpMM(handle, CUSPARSE_OPERATION_NON_TRANSPOSE, CUSPARSE_OPERATION_NON_TRANSPOSE, &one, csr, mb, &two, mc, type, CUSPARSE_SPMM_ALG_DEFAULT, buffer));
  show("matrix", c, 6);
  OK(cusparseCreateDnMat(&mt, 2, 4, 4, b, type, CUSPARSE_ORDER_ROW));
  OK(cusparseCreateDnMat(&mr, 3, 2, 2, c, type, CUSPARSE_ORDER_ROW));
  OK(cusparseSpMM(handle, CUSPARSE_OPERATION_NON_TRANSPOSE, CUSPARSE_OPERATION_TRANSPOSE, &one, csr, mt, &zero, mr, type, CUSPARSE_SPMM_CSR_ALG2, buffer));
  show("by rows", c, 6);
}

int main() {
  cusparseHandle_t handle;
  OK(cusparseCreate(&handle));
  products<float>(handle, CUDA_R_32F);
  products<double>(handle, CUDA_R_64F);

  float* dense = device<float>({1, 0, 2, 0, 0, 3});  // 2 rows of 3
  int* offsets = device<int>({0, 0, 0});
  cusparseDnMatDescr_t md, back;
  cusparseSpMatDescr_t made;
  OK(cusparseCreateDnMat(&md, 2, 3, 3, dense, CUDA_R_32F, CUSPARSE_ORDER_ROW));
  OK(cusparseCreateCsr(&made, 2, 3, 0, offsets, nullptr, nullptr, CUSPARSE_INDEX_32I, CUSPARSE_INDEX_32I, CUSPARSE_INDEX_BASE_ZERO, CUDA_R_32F));
  size_t size;
  OK(cusparseDenseToSparse_bufferSize(handle, md, made, CUSPARSE_DENSETOSPARSE_ALG_DEFAULT, &size));
  OK(cusparseDenseToSparse_analysis(handle, md, made, CUSPARSE_DENSETOSPARSE_ALG_DEFAULT, nullptr));
  int64_t rows, cols, nnz;
  OK(cusparseSpMatGetSize(made, &rows, &cols, &nnz));
  printf("%d %d %d\n", (int)rows, (int)cols, (int)nnz);
  int* columns = device(std::vector<int>(nnz));
  float* values = device(std::vector<float>(nnz));
  OK(cusparseCsrSetPointers(made, offsets, columns, values));
  OK(cusparseDenseToSparse_convert(handle, md, made, CUSPARSE_DENSETOSPARSE_ALG_DEFAULT, nullptr));
  show("offsets", offsets, 3);
  show("columns", columns, 3);
  show("values", values, 3);
  float* again = device(std::vector<float>(6, -1));
  OK(cusparseCreateDnMat(&back, 2, 3, 2, again, CUDA_R_32F, CUSPARSE_ORDER_COL));
  OK(cusparseSparseToDense(handle, made, back, CUSPARSE_SPARSETODENSE_ALG_DEFAULT, nullptr));
  show("dense", again, 6);

  int* expanded = device(std::vector<int>(3));
  int* compressed = device(std::vector<int>(3));
  OK(cusparseXcsr2coo(handle, offsets, 3, 2, expanded, CUSPARSE_INDEX_BASE_ZERO));
  OK(cusparseXcoo2csr(handle, expanded, 3, 2, compressed, CUSPARSE_INDEX_BASE_ZERO));
  show("rows", expanded, 3);
  show("offsets", compressed, 3);

  int* where = device<int>({1, 3});
  float* sparse = device<float>({10, 20});
  float* full = device<float>({1, 2, 3, 4});
  cusparseSpVecDescr_t sv;
  cusparseDnVecDescr_t dv;
  OK(cusparseCreateSpVec(&sv, 4, 2, where, sparse, CUSPARSE_INDEX_32I, CUSPARSE_INDEX_BASE_ZERO, CUDA_R_32F));
  OK(cusparseCreateDnVec(&dv, 4, full, CUDA_R_32F));
  float alpha = 2, beta = 3;
  OK(cusparseAxpby(handle, &alpha, sv, &beta, dv));
  show("axpby", full, 4);
  OK(cusparseGather(handle, dv, sv));
  show("gather", sparse, 2);
  OK(cusparseDestroySpMat(made));
  OK(cusparseDestroyDnVec(dv));
  OK(cusparseDestroySpVec(sv));
  OK(cusparseDestroyDnMat(md));
  OK(cusparseDestroy(handle));
}
