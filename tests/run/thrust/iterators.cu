// run:
// Iterators that compute, permute, zip and discard; placeholders; tuples; streams; Thrust inside of kernels.
#include <thrust/copy.h>
#include <thrust/count.h>
#include <thrust/device_ptr.h>
#include <thrust/device_vector.h>
#include <thrust/execution_policy.h>
#include <thrust/for_each.h>
#include <thrust/functional.h>
#include <thrust/host_vector.h>
#include <thrust/iterator/constant_iterator.h>
#include <thrust/iterator/counting_iterator.h>
#include <thrust/iterator/discard_iterator.h>
#include <thrust/iterator/permutation_iterator.h>
#include <thrust/iterator/reverse_iterator.h>
#include <thrust/iterator/transform_iterator.h>
#include <thrust/iterator/zip_iterator.h>
#include <thrust/reduce.h>
#include <thrust/scan.h>
#include <thrust/sequence.h>
#include <thrust/sort.h>
#include <thrust/transform.h>
#include <thrust/transform_reduce.h>
#include <thrust/tuple.h>
#include <cstdio>
#include <iostream>
#include <iterator>
#include <vector>

struct arbitrary {
    template <typename Tuple> __host__ __device__ void operator()(Tuple t) { thrust::get<3>(t) = thrust::get<0>(t) + thrust::get<1>(t) * thrust::get<2>(t); }
};
struct stats {
    int low, high;
    float sum;
};
struct to_stats {
    __host__ __device__ stats operator()(int x) const { return {x, x, (float)x}; }
};
struct merge_stats {
    __host__ __device__ stats operator()(const stats &a, const stats &b) const { return {a.low < b.low ? a.low : b.low, a.high > b.high ? a.high : b.high, a.sum + b.sum}; }
};
struct cell {
    __host__ __device__ int operator()(int i) const { return i / 4; }
};
struct longest {
    __host__ __device__ thrust::tuple<int, int> operator()(const thrust::tuple<int, int> &a, const thrust::tuple<int, int> &b) const { return thrust::get<0>(a) < thrust::get<0>(b) ? b : a; }
};

__global__ void sort_rows(int *data, int width)
{
    int *row = data + threadIdx.x * width;
    thrust::sort(thrust::seq, row, row + width);
    row[0] = thrust::reduce(thrust::seq, row, row + width, 0, thrust::maximum<int>());
}

int main()
{
    using namespace thrust::placeholders;
    thrust::device_vector<float> A(5), B(5), C(5), D(5);
    A[0] = 3, A[1] = 4, A[2] = 0, A[3] = 8, A[4] = 2;
    B[0] = 6, B[1] = 7, B[2] = 2, B[3] = 1, B[4] = 8;
    C[0] = 2, C[1] = 5, C[2] = 7, C[3] = 4, C[4] = 3;
    thrust::for_each(thrust::make_zip_iterator(thrust::make_tuple(A.begin(), B.begin(), C.begin(), D.begin())), thrust::make_zip_iterator(thrust::make_tuple(A.end(), B.end(), C.end(), D.end())), arbitrary());
    for (int i = 0; i < 5; i++) std::cout << A[i] << " + " << B[i] << " * " << C[i] << " = " << D[i] << std::endl;

    thrust::transform(A.begin(), A.end(), B.begin(), D.begin(), 2.0f * _1 + _2 - 1.0f);
    thrust::copy(D.begin(), D.end(), std::ostream_iterator<float>(std::cout, " "));
    std::cout << '\n';
    std::cout << thrust::transform_reduce(A.begin(), A.end(), _1 * _1, 0.0f, thrust::plus<float>()) << ' ' << thrust::count_if(A.begin(), A.end(), _1 > 2.5f) << '\n';

    thrust::counting_iterator<int> first(1);
    std::cout << thrust::reduce(first, first + 1000) << '\n';
    stats s = thrust::transform_reduce(first, first + 3000, to_stats(), stats{1 << 30, -1, 0}, merge_stats());
    std::cout << s.low << ' ' << s.high << ' ' << s.sum << '\n';

    thrust::device_vector<int> map(3), source(6), rows(5), sums(5);
    map[0] = 3, map[1] = 1, map[2] = 5;
    thrust::sequence(source.begin(), source.end(), 10, 10);
    std::cout << thrust::reduce(thrust::make_permutation_iterator(source.begin(), map.begin()), thrust::make_permutation_iterator(source.begin(), map.end())) << '\n';
    auto rows_first = thrust::make_transform_iterator(thrust::make_counting_iterator(0), cell());
    auto ends = thrust::reduce_by_key(rows_first, rows_first + 18, thrust::make_constant_iterator(1), rows.begin(), sums.begin());
    std::cout << (ends.first - rows.begin()) << " rows:";
    for (int i = 0; i < 5; i++) std::cout << ' ' << rows[i] << 'x' << sums[i];
    std::cout << '\n';
    thrust::reduce_by_key(rows_first, rows_first + 18, thrust::make_counting_iterator(0), thrust::make_discard_iterator(), sums.begin(), thrust::equal_to<int>(), thrust::maximum<int>());
    thrust::copy(sums.rbegin(), sums.rend(), std::ostream_iterator<int>(std::cout, " "));
    std::cout << '\n';

    thrust::device_vector<int> keys(6), tags(6);
    int key_list[] = {5, 3, 9, 3, 7, 1};
    thrust::copy(key_list, key_list + 6, keys.begin());
    thrust::sequence(tags.begin(), tags.end());
    auto zipped = thrust::make_zip_iterator(thrust::make_tuple(keys.begin(), tags.begin()));
    thrust::tuple<int, int> best = thrust::reduce(zipped, zipped + 6, thrust::make_tuple(-1, -1), longest());
    std::cout << thrust::get<0>(best) << " at " << thrust::get<1>(best) << '\n';
    thrust::sort(zipped, zipped + 6);
    for (int i = 0; i < 6; i++) std::cout << '(' << keys[i] << ',' << tags[i] << ')';
    std::cout << '\n';
    thrust::reverse_iterator<thrust::device_vector<int>::iterator> backwards(keys.end());
    thrust::inclusive_scan(backwards, backwards + 6, tags.begin());
    for (int i = 0; i < 6; i++) std::printf("%d ", (int)tags[i]);
    std::printf("\n");

    cudaStream_t stream;
    cudaStreamCreate(&stream);
    int *raw;
    cudaMalloc(&raw, 32 * sizeof(int));
    thrust::device_ptr<int> p = thrust::device_pointer_cast(raw);
    thrust::sequence(thrust::cuda::par.on(stream), p, p + 32, 32, -1);
    cudaStreamSynchronize(stream);
    sort_rows<<<1, 4>>>(thrust::raw_pointer_cast(p), 8);
    std::vector<int> back(32);
    thrust::copy(p, p + 32, back.begin());
    for (int x : back) std::printf("%d ", x);
    std::printf("\n");
    thrust::device_vector<int> again(back);
    again.front() += 5;
    std::cout << again.front() << ' ' << again.back() << ' ' << (again == back) << '\n';
    cudaFree(raw);
    cudaStreamDestroy(stream);
}
