// deque, list, forward_list and the adaptors.
#include <deque>
#include <list>
#include <forward_list>
#include <queue>
#include <stack>
#include <string>
#include <cstdio>
#include <algorithm>
template<class C> void show(const C& c){
  for(auto&x:c) printf("%d ",(int)x);
  puts("");
}
int main(){
  std::deque<int> d;
  for(int i=0;i<400;i++){
    d.push_back(i);
    if(i%3==0) d.push_front(-i);
  } while(d.size()>20) {
    d.pop_front();
    if(d.size()>20 && d.size()%5==0) d.pop_back();
  }
  show(d);
  d.insert(d.begin()+3,100);
  d.insert(d.end()-2,3,7);
  d.erase(d.begin()+1,d.begin()+4);
  d.emplace(d.begin()+5, 9);
  show(d);
  std::sort(d.begin(),d.end());
  show(d);
  d.resize(5);
  d.assign(3,1);
  show(d);
  try{
    d.at(9);
  }catch(std::exception&e){
    puts(e.what());
  }
  printf("%zu\n", sizeof(d));
  std::deque<std::string> ds{"a","b"};
  auto e=ds;
  e.push_front("z");
  ds=std::move(e);
  printf("%s %zu %d\n", ds[0].c_str(), ds.size(), (int)(ds<ds));
  std::list<int> l{5,2,8,1,9,2};
  l.sort();
  show(l);
  l.unique();
  l.push_front(4);
  l.remove(8);
  l.reverse();
  show(l);
  std::list<int> m{3,6};
  m.merge(l,[](int a,int b){return a<b;});
  show(m);
  m.splice(m.begin(), m, std::next(m.begin(),2));
  show(m);
  auto q=m;
  q.remove_if([](int x){return x%2;});
  show(q);
  printf("%zu %zu\n", q.size(), sizeof(q));
  l.swap(q);
  show(l);
  std::forward_list<int> f{3,1,2};
  f.sort();
  f.push_front(9);
  f.reverse();
  f.remove(1);
  f.insert_after(f.begin(), 7);
  show(f);
  std::priority_queue<int> p;
  for(int x:{3,9,1,4}) p.push(x);
  while(!p.empty()){
    printf("%d ",p.top());
    p.pop();
  }
  std::priority_queue<int,std::vector<int>,std::greater<int>> g;
  g.push(3);
  g.emplace(1);
  printf("%d\n",g.top());
  std::queue<std::string> qu;
  qu.push("x");
  qu.emplace("yy");
  qu.pop();
  printf("%s\n",qu.front().c_str());
  std::stack<int> s;
  s.push(1);
  s.push(2);
  printf("%d %zu\n", s.top(), s.size());
}
