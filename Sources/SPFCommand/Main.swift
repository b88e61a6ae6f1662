internal import ArgumentParser

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The start of the program. The main thread waits instead of ending, as an asynchronous `main` would let it:
/// a thread that has ended keeps its privileges when `spf serve` gives up those of the process.
@main
enum Main {
  static func main() {
    Task.detached {
      await SPFCommand.main()
      exit(EXIT_SUCCESS)
    }
    while true { pause() }
  }
}
