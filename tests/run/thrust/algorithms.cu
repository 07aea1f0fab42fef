// run:
// Thrust's algorithms over device and host data: compaction, keys, sets, searching, extrema, gathering.
#include <thrust/adjacent_difference.h>
#include <thrust/binary_search.h>
#include <thrust/copy.h>
#include <thrust/count.h>
#include <thrust/device_vector.h>
#include <thrust/equal.h>
#include <thrust/extrema.h>
#include <thrust/find.h>
#include <thrust/for_each.h>
#include <thrust/gather.h>
#include <thrust/generate.h>
#include <thrust/host_vector.h>
#include <thrust/inner_product.h>
#include <thrust/logical.h>
#include <thrust/merge.h>
#include <thrust/partition.h>
#include <thrust/reduce.h>
#include <thrust/remove.h>
#include <thrust/replace.h>
#include <thrust/reverse.h>
#include <thrust/scan.h>
#include <thrust/scatter.h>
#include <thrust/sequence.h>
#include <thrust/set_operations.h>
#include <thrust/sort.h>
#include <thrust/swap.h>
#include <thrust/tabulate.h>
#include <thrust/transform.h>
#include <thrust/transform_reduce.h>
#include <thrust/transform_scan.h>
#include <thrust/unique.h>
#include <cstdio>

template <class Vector> void print(const char *name, const Vector &v, size_t n = 1 << 30)
{
    std::printf("%s:", name);
    for (size_t i = 0; i < v.size() && i < n; i++) std::printf(" %d", (int)v[i]);
    std::printf("\n");
}

struct is_even {
    __host__ __device__ bool operator()(int x) const { return (x & 1) == 0; }
};
struct hash {
    __host__ __device__ int operator()(int i) const { return (int)((unsigned)i * 2654435761u >> 20); }
};
struct square {
    __host__ __device__ int operator()(int x) const { return x * x; }
};
struct twice {
    __host__ __device__ void operator()(int &x) const { x *= 2; }
};

template <template <class...> class Vector> void all(const char *where)
{
    std::printf("== %s\n", where);
    const int n = 5000;
    Vector<int> v(n), w(n);
    thrust::tabulate(v.begin(), v.end(), hash());
    print("tabulate", v, 8);
    std::printf("even %d, of 17: %d\n", (int)thrust::count_if(v.begin(), v.end(), is_even()), (int)thrust::count(v.begin(), v.end(), 17));
    auto end = thrust::copy_if(v.begin(), v.end(), w.begin(), is_even());
    std::printf("copied %d\n", (int)(end - w.begin()));
    print("copy_if", w, 8);
    w = v;
    w.erase(thrust::remove_if(w.begin(), w.end(), is_even()), w.end());
    std::printf("left %d\n", (int)w.size());
    print("remove_if", w, 8);
    w = v;
    auto middle = thrust::stable_partition(w.begin(), w.end(), is_even());
    std::printf("partition %d %d %d\n", (int)(middle - w.begin()), (int)w[0], (int)w[middle - w.begin()]);
    w = v;
    thrust::sort(w.begin(), w.end());
    std::printf("sorted %d, unique ", (int)thrust::is_sorted(w.begin(), w.end()));
    w.erase(thrust::unique(w.begin(), w.end()), w.end());
    std::printf("%d\n", (int)w.size());
    std::printf("lower %d upper %d found %d %d\n", (int)(thrust::lower_bound(w.begin(), w.end(), 1000) - w.begin()), (int)(thrust::upper_bound(w.begin(), w.end(), 1000) - w.begin()),
                (int)thrust::binary_search(w.begin(), w.end(), (int)w[77]), (int)thrust::binary_search(w.begin(), w.end(), -4));
    auto least = thrust::min_element(v.begin(), v.end());
    auto most = thrust::max_element(v.begin(), v.end());
    std::printf("min %d at %d, max %d at %d\n", (int)*least, (int)(least - v.begin()), (int)*most, (int)(most - v.begin()));
    auto both = thrust::minmax_element(v.begin(), v.end(), thrust::greater<int>());
    std::printf("minmax %d %d\n", (int)*both.first, (int)*both.second);
    std::printf("find %d %d\n", (int)(thrust::find(v.begin(), v.end(), (int)v[4321]) - v.begin()), (int)(thrust::find_if(v.begin() + 1, v.end(), is_even()) - v.begin()));
    std::printf("all %d any %d none %d\n", thrust::all_of(v.begin(), v.end(), is_even()), thrust::any_of(v.begin(), v.end(), is_even()), thrust::none_of(v.begin(), v.end(), is_even()));

    std::printf("squares %d dot %d\n", thrust::transform_reduce(v.begin(), v.begin() + 100, square(), 0, thrust::plus<int>()), thrust::inner_product(v.begin(), v.begin() + 100, v.begin() + 100, 0));

    int key_list[] = {1, 1, 1, 2, 2, 3, 5, 5, 5, 5}, value_list[] = {9, 8, 7, 6, 5, 4, 3, 2, 1, 0};
    Vector<int> keys(key_list, key_list + 10), values(value_list, value_list + 10), keys_out(10), values_out(10);
    auto ends = thrust::reduce_by_key(keys.begin(), keys.end(), values.begin(), keys_out.begin(), values_out.begin());
    keys_out.resize(ends.first - keys_out.begin());
    print("reduce_by_key", keys_out);
    print("sums", values_out, keys_out.size());
    thrust::inclusive_scan_by_key(keys.begin(), keys.end(), values.begin(), values_out.begin());
    print("inclusive_scan_by_key", values_out);
    thrust::exclusive_scan_by_key(keys.begin(), keys.end(), values.begin(), values_out.begin(), 10);
    print("exclusive_scan_by_key", values_out);
    Vector<int> k2 = keys, v2 = values;
    auto fewer = thrust::unique_by_key(k2.begin(), k2.end(), v2.begin());
    v2.resize(fewer.second - v2.begin());
    print("unique_by_key", v2);

    k2 = v;
    v2.resize(n);
    thrust::sequence(v2.begin(), v2.end());
    thrust::stable_sort_by_key(k2.begin(), k2.end(), v2.begin(), thrust::greater<int>());
    bool good = true;
    for (int i = 1; i < n; i += 7) good &= k2[i - 1] > k2[i] || (k2[i - 1] == k2[i] && v2[i - 1] < v2[i]);
    std::printf("sort_by_key %s %d %d\n", good ? "stable" : "wrong", (int)v2[0], (int)v2[n - 1]);

    int a_list[] = {1, 2, 2, 4, 6, 6, 6, 9}, b_list[] = {0, 2, 3, 6, 6, 7, 9, 9};
    Vector<int> a(a_list, a_list + 8), b(b_list, b_list + 8), c(16);
    thrust::merge(a.begin(), a.end(), b.begin(), b.end(), c.begin());
    print("merge", c);
    print("union", c, thrust::set_union(a.begin(), a.end(), b.begin(), b.end(), c.begin()) - c.begin());
    print("intersection", c, thrust::set_intersection(a.begin(), a.end(), b.begin(), b.end(), c.begin()) - c.begin());
    print("difference", c, thrust::set_difference(a.begin(), a.end(), b.begin(), b.end(), c.begin()) - c.begin());
    print("symmetric", c, thrust::set_symmetric_difference(a.begin(), a.end(), b.begin(), b.end(), c.begin()) - c.begin());

    Vector<int> map(8);
    thrust::sequence(map.begin(), map.end(), 7, -1);
    thrust::gather(map.begin(), map.end(), a.begin(), c.begin());
    print("gather", c, 8);
    thrust::scatter(b.begin(), b.end(), map.begin(), c.begin());
    print("scatter", c, 8);
    thrust::reverse(a.begin(), a.end());
    print("reverse", a);
    thrust::replace(a.begin(), a.end(), 6, 60);
    thrust::replace_if(a.begin(), a.end(), is_even(), -1);
    print("replace", a);
    thrust::swap_ranges(a.begin(), a.end(), b.begin());
    thrust::for_each(a.begin(), a.end(), twice());
    print("for_each", a);
    thrust::adjacent_difference(a.begin(), a.end(), a.begin());
    print("differences", a);
    thrust::transform_exclusive_scan(a.begin(), a.end(), c.begin(), square(), 100, thrust::plus<int>());
    print("transform_exclusive_scan", c, 8);
    std::printf("equal %d %d\n", thrust::equal(a.begin(), a.end(), a.begin()), thrust::equal(a.begin(), a.end(), b.begin()));
    Vector<int> places(3);
    Vector<int> wanted(3);
    wanted[0] = 5, wanted[1] = 500, wanted[2] = 2000;
    thrust::lower_bound(w.begin(), w.end(), wanted.begin(), wanted.end(), places.begin());
    print("places", places);
    a.insert(a.begin() + 2, 77);
    a.push_back(88);
    print("insert", a);
}

template <class... T> using device = thrust::device_vector<T...>;
template <class... T> using host = thrust::host_vector<T...>;

int main()
{
    all<device>("device");
    all<host>("host");
}
