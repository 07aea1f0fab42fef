// atomic, thread, mutex, future.
#include <atomic>
#include <thread>
#include <mutex>
#include <condition_variable>
#include <future>
#include <shared_mutex>
#include <typeindex>
#include <cstdio>
#include <vector>
#include <iterator>
int main(){
  std::atomic<int> a{0};
  std::vector<std::thread> ts;
  std::mutex m;
  int s=0;
  for(int i=0;i<4;i++) ts.emplace_back([&,i](int k){ std::lock_guard<std::mutex> g(m); s+=i*k; a.fetch_add(2); ++a; }, 3);
  for(auto&t:ts) t.join();
  printf("%d %d\n", s, a.load());
  auto f=std::async(std::launch::deferred,[](int x){ return x*2; }, 21);
  printf("%d\n", f.get());
  std::promise<int> p;
  auto pf=p.get_future();
  p.set_value(5);
  printf("%d\n", pf.get());
  std::packaged_task<int(int)> t([](int x){return x+1;});
  auto tf=t.get_future();
  t(8);
  printf("%d\n",tf.get());
  std::condition_variable cv;
  {
    std::unique_lock<std::mutex> l(m);
    cv.wait(l,[]{return true;});
  }
  std::once_flag o;
  for(int i=0;i<3;i++) std::call_once(o,[]{puts("once");});
  std::scoped_lock sl(m);
  std::atomic<double> d{1.5};
  d=d+1;
  double e=2.5;
  printf("%d\n", d.compare_exchange_strong(e, 9.0));
  int arr[3];
  std::atomic<int*> ap{arr};
  ap++;
  printf("%ld\n", ap.load()-arr);
  std::shared_mutex sm;
  std::shared_lock<std::shared_mutex> shl(sm);
  printf("%d\n", std::type_index(typeid(int))==std::type_index(typeid(int)));
}
