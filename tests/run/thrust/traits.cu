// run:
// The traits that Thrust keeps in its own header, which programs name although they are details.
#include <thrust/detail/type_traits.h>
#include <cstdio>
template <class T> typename thrust::detail::disable_if<thrust::detail::is_non_bool_integral<T>::value, const char *>::type kind(T) { return "other"; }
template <class T> typename thrust::detail::lazy_enable_if<thrust::detail::is_non_bool_integral<T>::value, thrust::detail::identity_<const char *>>::type kind(T) { return "integer"; }
int main() {
    printf("%s %s %s\n", kind(1), kind(true), kind(1.5f));
    printf("%d %d\n", thrust::detail::is_numeric<float>::value, thrust::detail::is_numeric<int *>::value);
    printf("%zu %zu\n", sizeof(thrust::detail::larger_type<short, double>::type), sizeof(thrust::detail::eval_if<false, thrust::detail::identity_<char>, thrust::detail::identity_<int>>::type));
    static_assert(thrust::true_type::value && !thrust::detail::not_<thrust::true_type>::value);
}
