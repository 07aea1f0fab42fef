// algorithms and numeric; what sort and shuffle do with equal elements.
#include <algorithm>
#include <numeric>
#include <functional>
#include <iterator>
#include <vector>
#include <string>
#include <cstdio>
struct P {
  int k, v;
  bool operator<(const P& o) const {
    return k<o.k;
  }
};
template<class V> void show(const char* n, const V& v){
  printf("%s:", n);
  for (auto& x : v) printf(" %d", (int)x);
  puts("");
}
unsigned seed=1;
unsigned rnd(){
  seed=seed*1664525u+1013904223u;
  return seed>>8;
}
struct G {
  typedef unsigned result_type;
  static constexpr unsigned min(){
    return 0;
  }
  static constexpr unsigned max(){
    return 0xffffffffu;
  }
  unsigned s=7;
  unsigned operator()(){
    s=s*1664525u+1013904223u;
    return s;
  }
};
int main(){
  for(int n: {5,17,100,1000}){
    std::vector<P> v;
    for(int i=0;i<n;i++) v.push_back({int(rnd()%20),i});
    auto w=v, x=v, y=v;
    std::sort(v.begin(),v.end());
    unsigned h=0;
    for(auto&p:v) h=h*31+p.k*1000+p.v;
    printf("%u\n",h);
    std::stable_sort(w.begin(),w.end(),[](const P&a,const P&b){return a.k>b.k;});
    h=0;
    for(auto&p:w) h=h*31+p.k*1000+p.v;
    printf("%u\n",h);
    std::nth_element(x.begin(),x.begin()+n/3,x.end());
    h=0;
    for(auto&p:x) h=h*31+p.k*1000+p.v;
    printf("%u\n",h);
    std::partial_sort(y.begin(),y.begin()+n/2,y.end());
    h=0;
    for(auto&p:y) h=h*31+p.k*1000+p.v;
    printf("%u\n",h);
    std::make_heap(y.begin(),y.end());
    std::pop_heap(y.begin(),y.end());
    std::partition(y.begin(),y.end(),[](P&p){return p.v%3==0;});
    std::stable_partition(w.begin(), w.end(), [](P&p){return p.v%2;});
    h=0;
    for(auto&p:y) h=h*31+p.k*1000+p.v;
    for(auto&p:w) h=h*31+p.k*1000+p.v;
    printf("%u\n",h);
    std::shuffle(y.begin(), y.end(), G());
    h=0;
    for(auto&p:y) h=h*31+p.k*1000+p.v;
    printf("shuffle %u\n",h);
    std::vector<P> sm(10);
    G g;
    auto e=std::sample(y.begin(), y.end(), sm.begin(), 10, g);
    h=0;
    for(auto p=sm.begin();p!=e;++p) h=h*31+p->v;
    printf("%u\n", h);
  }
  std::vector<int> a{1,2,3,4,5,6,7,8,9};
  std::rotate(a.begin(),a.begin()+3,a.end());
  show("rot",a);
  a.erase(std::remove_if(a.begin(),a.end(),[](int x){return x%2;}),a.end());
  show("rm",a);
  std::sort(a.begin(),a.end(),std::greater<int>());
  show("s",a);
  do {
  } while(std::next_permutation(a.begin(),a.end()));
  show("p",a);
  std::vector<int> b{1,2,4,8}, c;
  std::set_union(a.begin(),a.end(),b.begin(),b.end(),std::back_inserter(c));
  show("u",c);
  c.clear();
  std::set_difference(b.begin(),b.end(),a.begin(),a.end(),std::back_inserter(c));
  show("d",c);
  std::vector<float> f(37);
  std::iota(f.begin(),f.end(),0.1f);
  printf("%.9g %.9g %.9g\n", std::accumulate(f.begin(),f.end(),0.f), std::reduce(f.begin(),f.end()), std::transform_reduce(f.begin(),f.end(),f.begin(),0.f));
  std::vector<int> s(9);
  std::partial_sum(b.begin(),b.end(),s.begin());
  std::exclusive_scan(b.begin(),b.end(),s.begin()+4,100);
  show("scan",s);
  printf("%d %d %d\n", std::gcd(12,-18), std::lcm(4,6), std::max({3,9,2}));
  auto mm=std::minmax_element(s.begin(),s.end());
  printf("%d %d\n",*mm.first,*mm.second);
  std::string t="hello";
  std::reverse(t.begin(),t.end());
  std::unique(t.begin(), t.end());
  puts(t.c_str());
  auto it=std::search(a.begin(),a.end(),b.begin()+1,b.begin()+3);
  printf("%ld %d %d\n", it-a.begin(), std::binary_search(a.begin(),a.end(),4), std::is_permutation(a.begin(),a.end(),b.begin()));
}
