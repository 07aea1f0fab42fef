// run: tolerance=0 nvcc=--expt-relaxed-constexpr
// Thrust's sorts of many elements: numbers of all kinds up and down, with values, structures by comparison; equal keys keep their order, signed zeros among them.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <thrust/device_vector.h>
#include <thrust/host_vector.h>
#include <thrust/sort.h>

template <class T> static T make(unsigned x) { return (T)x; }
template <> float make<float>(unsigned x) { return (float)((int)(x % 2000) - 1000) * 0.125f; }
template <> double make<double>(unsigned x) { return ((int)(x % 200000) - 100000) * 0.25; }

template <class T, class Less> static void check(const char *name, int n, Less less)
{
    thrust::host_vector<T> keys(n);
    thrust::host_vector<int> values(n);
    unsigned state = 11;
    for (int i = 0; i < n; i++) {
        state = state * 1664525u + 1013904223u;
        keys[i] = make<T>(state >> 8);
        values[i] = i;
    }
    thrust::device_vector<T> k = keys, k2 = keys;
    thrust::device_vector<int> v = values;
    thrust::sort(k.begin(), k.end(), less);
    thrust::stable_sort_by_key(k2.begin(), k2.end(), v.begin(), less);
    std::stable_sort(values.begin(), values.end(), [&](int a, int b) { return less(keys[a], keys[b]); });
    thrust::host_vector<T> sorted = k, pairs = k2;
    thrust::host_vector<int> moved = v;
    bool same = true;
    for (int i = 0; i < n; i++) same = same && sorted[i] == keys[values[i]] && pairs[i] == keys[values[i]] && moved[i] == values[i];
    std::printf("%s, %d: %s\n", name, n, same ? "right" : "wrong");
}

struct ByLastDigit {
    __host__ __device__ bool operator()(int a, int b) const { return a % 10 < b % 10; }
};

int main()
{
    for (int n : {1000, 20000}) {
        check<int>("int", n, thrust::less<int>());
        check<unsigned>("unsigned down", n, thrust::greater<unsigned>());
        check<float>("float", n, thrust::less<>());
        check<double>("double down", n, std::greater<double>());
        check<long long>("long long", n, std::less<>());
        check<unsigned char>("unsigned char", n, thrust::less<unsigned char>());
        check<int>("last digit", n, ByLastDigit());
    }
    thrust::device_vector<float> z(5000, 0.0f);
    thrust::device_vector<int> order(5000);
    for (int i = 0; i < 5000; i++) order[i] = i;
    for (int i = 0; i < 5000; i += 3) z[i] = -0.0f;
    z[4999] = -INFINITY;
    thrust::sort_by_key(z.begin(), z.end(), order.begin());
    std::printf("%d %d %d, sign %d %d\n", (int)order[0], (int)order[1], (int)order[4999], (int)std::signbit((float)z[1]), (int)std::signbit((float)z[2]));
    return 0;
}
