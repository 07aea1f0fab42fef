// map and set.
#include <map>
#include <set>
#include <string>
#include <cstdio>
#include <vector>
unsigned seed=1;
unsigned rnd(){
  seed=seed*1664525u+1013904223u;
  return seed>>8;
}
int main(){
  std::map<std::string,int> m;
  for(const char* w: {"a","c","b","a","d"}) m[w]++;
  for(auto&[k,v]:m) printf("%s %d\n",k.c_str(),v);
  m.erase("b");
  m.insert({"z",9});
  m.emplace("y",8);
  m.insert_or_assign("y",7);
  printf("%zu %d %d\n", m.size(), m.at("y"), (int)m.count("q"));
  try{
    m.at("nope");
  }catch(std::exception&e){
    puts(e.what());
  }
  std::set<int> s;
  std::multiset<int> ms;
  for(int i=0;i<3000;i++){
    int x=rnd()%500;
    if(rnd()%3) {
      s.insert(x);
      ms.insert(x);
    } else {
      s.erase(x);
      auto it=ms.find(x);
      if(it!=ms.end()) ms.erase(it);
    }
  }
  unsigned h=0;
  for(int x:s) h=h*31+x;
  for(int x:ms) h=h*37+x;
  printf("%zu %zu %u\n", s.size(), ms.size(), h);
  for(auto it=s.rbegin(); it!=s.rend(); ++it) h=h*31+*it;
  printf("%u\n",h);
  auto c=s;
  s.clear();
  printf("%zu %d %d\n", c.size(), *c.begin(), *c.rbegin());
  std::multimap<int,int> mm;
  for(int i=0;i<20;i++) mm.insert({i%4,i});
  for(int i=0;i<8;i++) mm.emplace_hint(mm.find(2), i%4, 100+i);
  for(auto&p:mm) printf("%d:%d ",p.first,p.second);
  puts("");
  auto r=mm.equal_range(2);
  printf("%ld\n", std::distance(r.first,r.second));
  std::map<int,std::string> a{{3,"x"},{1,"y"}};
  auto n=a.extract(3);
  n.key()=7;
  a.insert(std::move(n));
  for(auto&p:a) printf("%d%s ",p.first,p.second.c_str());
  std::map<std::string,int,std::less<>> t{{"k",1}};
  printf("%d\n", t.find("k")->second);
  printf("%zu %zu\n", sizeof(a), sizeof(s));
  auto lb=c.lower_bound(100);
  printf("%d\n",*lb);
  a[5]="q";
  std::map<int,std::string> b;
  b.swap(a);
  b.erase(b.begin(), b.find(5));
  printf("%zu %d\n", b.size(), a<b);
  std::map<int,std::vector<int>> mv;
  mv[1].push_back(2);
  std::set<int> ss(c.begin(), c.end());
  printf("%d\n", ss==c);
  while(!c.empty()) c.erase(c.begin());
  printf("%zu\n",c.size());
}
