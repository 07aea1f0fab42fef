// run: tolerance=0
// File streams in a program that begins with the headers of the console's streams: what one header declares and the other defines.
#include <iostream>
#include <fstream>
#include <string>

int main()
{
    {
        std::fstream out("numbers.txt", std::fstream::out);
        for (int i = 0; i < 4; i++) out << i * i << ' ';
        out << "end\n";
    }
    std::ifstream in("numbers.txt");
    int x, sum = 0;
    while (in >> x) sum += x;
    in.clear();
    std::string word;
    in >> word;
    std::ofstream more("numbers.txt", std::ios::app);
    std::cout << sum << ' ' << word << ' ' << more.is_open() << '\n';
    return 0;
}
