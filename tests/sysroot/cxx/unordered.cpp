// hash containers: iteration orders.
#include <unordered_map>
#include <unordered_set>
#include <string>
#include <cstdio>
#include <vector>
unsigned seed=1;
unsigned rnd(){
  seed=seed*1664525u+1013904223u;
  return seed>>8;
}
template<class M> void dump(const char*n, const M& m){
  printf("%s %zu/%zu:", n, m.size(), m.bucket_count());
  for(auto&x:m) printf(" %d", (int)x);
  puts("");
}
int main(){
  std::unordered_map<std::string,int> m;
  for(const char*w:{"the","quick","brown","fox","jumps","over","the","lazy","dog","and","runs","away","from","it","all"}) m[w]++;
  for(auto&[k,v]:m) printf("%s=%d ",k.c_str(),v);
  printf("%zu\n",m.bucket_count());
  m.erase("fox");
  m.emplace("new",4);
  for(auto&[k,v]:m) printf("%s ",k.c_str());
  puts("");
  auto c=m;
  for(auto&[k,v]:c) printf("%s ",k.c_str());
  puts("");
  std::unordered_set<int> s;
  for(int i=0;i<300;i++){
    s.insert(rnd()%1000);
    if(i%3==0) s.erase(rnd()%1000);
  }
  dump("s",s);
  std::unordered_set<int> t{5,3,9,100,77,13,26,39};
  dump("t",t);
  std::vector<int> vv{40,41,42,43,44,45,46,47,48,49,50};
  s.insert(vv.begin(),vv.end());
  dump("s",s);
  t.insert({1,2,3,4,5,6,7,8,9,10,11,12,13,14,15});
  dump("t",t);
  t.reserve(100);
  dump("t",t);
  t.rehash(3);
  dump("t",t);
  std::unordered_multiset<int> ms{1,2,1,3,2,1,14,27,1};
  dump("ms",ms);
  for(int i=0;i<60;i++) ms.insert(rnd()%20);
  dump("ms",ms);
  std::vector<int> v{3,3,50,51,52,63,63,3};
  ms.insert(v.begin(),v.end());
  dump("ms",ms);
  ms.erase(3);
  dump("ms",ms);
  printf("%zu\n", ms.count(1));
  std::unordered_multimap<int,int> mm;
  for(int i=0;i<30;i++) mm.emplace(i%5,i);
  for(auto&p:mm) printf("%d:%d ",p.first,p.second);
  puts("");
  std::unordered_map<int,double> d(50);
  printf("%zu\n", d.bucket_count());
  try{
    m.at("zz");
  }catch(std::exception&e){
    puts(e.what());
  }
  printf("%zu %zu\n", sizeof(m), sizeof(s));
  std::unordered_set<double> ds{1.5,2.5,-0.0,3.25};
  for(double x:ds) printf("%g ",x);
  std::unordered_map<long,std::string> e;
  for(long i=0;i<40;i++) e[i*i*7919]="x";
  for(auto&p:e) printf("%ld ",p.first);
  puts("");
  auto mv=std::move(e);
  printf("%zu %zu\n", mv.size(), e.size());
  e[3]="y";
  std::swap(e,mv);
  printf("%zu %s %d\n", e.size(), mv[3].c_str(), e==mv);
  std::unordered_set<std::string> fw(v.size());
  std::unordered_multimap<std::string,int> mi({{"a",1},{"b",2},{"a",3},{"c",4},{"a",5}});
  for(auto&p:mi) printf("%s%d ",p.first.c_str(),p.second);
  puts("");
  std::unordered_multiset<int> r(v.begin(), v.end());
  dump("r", r);
  std::unordered_map<char,int> cm;
  for(char ch: std::string("hello world this is a test")) cm[ch]++;
  for(auto [k,n]:cm) printf("%c%d ",k,n);
  puts("");
}
