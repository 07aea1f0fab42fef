// chrono, bitset, complex.
#include <chrono>
#include <bitset>
#include <complex>
#include <cstdio>
using namespace std::chrono_literals;
int main(){
  auto a=std::chrono::steady_clock::now();
  auto b=std::chrono::high_resolution_clock::now();
  auto d=std::chrono::duration_cast<std::chrono::milliseconds>(1500us+2s);
  printf("%ld %g\n",(long)d.count(), std::chrono::duration<double>(d).count());
  std::chrono::duration<double,std::milli> ms=std::chrono::steady_clock::now()-a;
  printf("%d %d\n", ms.count()>=0, 1min==60s);
  printf("%ld\n", (long)std::chrono::round<std::chrono::seconds>(2500ms).count());
  auto tp=b+5ms;
  printf("%d\n", tp>b);
  auto t=std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  printf("%d\n", t>1000);
  std::bitset<70> s("1011");
  s<<=65;
  s.set(3);
  printf("%s %zu %d\n", s.to_string().c_str(), s.count(), (int)s.test(66));
  std::bitset<8> e(0xa5);
  e[1]=true;
  printf("%lu %s\n", (~e).to_ulong(), (e>>2).to_string().c_str());
  try{
    e.test(9);
  }catch(std::exception&x){
    puts(x.what());
  }
  std::complex<double> z(1,2), w(3,-1);
  auto q=z*w/(z+w)-2.0;
  printf("%.12g %.12g\n", q.real(), q.imag());
  auto r=std::exp(z)+std::sqrt(w)+std::pow(z,2.5)+std::log(w)+std::sin(z);
  printf("%.10g %.10g %.10g %.10g\n", r.real(), r.imag(), std::abs(z), std::norm(w));
  std::complex<float> f(1.5f,2.5f);
  f/=std::complex<float>(0.3f,7.f);
  printf("%.9g %.9g\n", f.real(), f.imag());
}
