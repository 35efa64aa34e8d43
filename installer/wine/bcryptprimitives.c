/* Test-only stand-in: wine 8 lacks this DLL, through which Rust's libraries ask Windows for random numbers. */
__declspec(dllimport) unsigned char __stdcall SystemFunction036(void *, unsigned long);
__declspec(dllexport) int ProcessPrng(unsigned char *data, unsigned long long length)
{
    while (length > 0) {
        unsigned long part = length > 65536 ? 65536 : (unsigned long)length;
        if (!SystemFunction036(data, part)) return 0;
        data += part;
        length -= part;
    }
    return 1;
}
