template <class T> struct Matrix { T v[4]; T trace() const; static int made; Matrix(T a, T d); };
template <class T> int Matrix<T>::made = 0;
template <class T> Matrix<T>::Matrix(T a, T d) : v{a, 0, 0, d} { made++; }
template <class T> T Matrix<T>::trace() const { return v[0] + v[3]; }
template struct Matrix<double>;
template <class T> T scale(T v, int by) { return v * by; }
template int scale<int>(int, int);
template <class T> int shared_counter() { static int n = 0; return ++n; }
int count_elsewhere() { return shared_counter<int>(); }
