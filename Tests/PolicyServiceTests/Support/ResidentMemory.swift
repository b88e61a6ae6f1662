#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The memory of this process.
enum ResidentMemory {
  /// What is resident now.
  static var kibibytes: Int {
    guard let file = unsafe fopen("/proc/self/status", "r") else { return 0 }
    defer { unsafe fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while unsafe fgets(&line, 256, file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if text.hasPrefix("VmRSS:") {
        return Int(text.split(whereSeparator: { $0 == " " || $0 == "\t" })[1]) ?? 0
      }
    }
    return 0
  }

  /// How much more there is than `before`; 0 where a sanitizer makes the figure one about itself: the address
  /// sanitizer keeps what was freed (256 MiB of it), and puts fences around everything.
  static func growth(since before: Int) -> Int {
    isSanitized ? 0 : kibibytes - before
  }

  private static let isSanitized: Bool = {
    guard let program = unsafe dlopen(nil, RTLD_NOW) else { return false }
    defer { unsafe dlclose(program) }
    return unsafe dlsym(program, "__asan_init") != nil
  }()
}
