#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Runs a program that is to end soon and to write little.
struct BoundedProcess {
  /// What it came to.
  enum Outcome: Equatable {
    /// It ended well, and wrote this.
    case output([UInt8])
    /// There is no such program.
    case notFound
    /// What went wrong, in words.
    case failed(String)
  }

  let program: String
  let arguments: [String]
  /// Octets that it may write to each output.
  var limit = 1 << 20
  /// Seconds that it may take.
  var seconds = 10

  /// Runs it to its end; standard input is empty.
  func run() -> Outcome {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { return .failed("no pipe: \(Self.reason(errno))") }
    let (reading, writing) = (ends[0], ends[1])
    defer { close(reading) }
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = unsafe posix_spawn_file_actions_t()
    #endif
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, writing, STDOUT_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, writing, STDERR_FILENO)
    unsafe posix_spawn_file_actions_addclose(&actions, reading)
    unsafe posix_spawn_file_actions_addclose(&actions, writing)
    var list: [UnsafeMutablePointer<CChar>?] = unsafe ([program] + arguments).map { unsafe strdup($0) }
    unsafe list.append(nil)
    defer { unsafe list.forEach { unsafe free($0) } }
    var identifier: pid_t = 0
    let status = unsafe posix_spawnp(&identifier, program, &actions, nil, list, environ)
    close(writing)
    guard status == 0 else { return status == ENOENT ? .notFound : .failed(Self.reason(status)) }
    let (octets, problem) = read(reading)
    if problem != nil { kill(identifier, SIGKILL) }
    var code: Int32 = 0
    while unsafe waitpid(identifier, &code, 0) < 0, errno == EINTR {}
    if let problem { return .failed(problem) }
    // Ended by itself (low seven bits 0) with status 0.
    guard code == 0 else {
      let words = String(decoding: octets.prefix(500), as: UTF8.self)
      return .failed(words.isEmpty ? "it ended with status \(code >> 8)" : words)
    }
    return .output(octets)
  }

  private func read(_ descriptor: Int32) -> (octets: [UInt8], problem: String?) {
    var octets: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let clock = ContinuousClock()
    let end = clock.now.advanced(by: .seconds(seconds))
    while true {
      let left = clock.now.duration(to: end).components
      guard left.seconds >= 0, left.attoseconds >= 0 else {
        return (octets, "it took over \(seconds) seconds")
      }
      var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = unsafe poll(
        &entry, 1, Int32(left.seconds * 1_000 + left.attoseconds / 1_000_000_000_000_000 + 1))
      if ready < 0, errno != EINTR { return (octets, Self.reason(errno)) }
      guard ready > 0 else { continue }
      #if canImport(Glibc)
        let count = unsafe Glibc.read(descriptor, &chunk, chunk.count)
      #else
        let count = unsafe Darwin.read(descriptor, &chunk, chunk.count)
      #endif
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return (octets, count < 0 ? Self.reason(errno) : nil) }
      octets += chunk[..<count]
      guard octets.count <= limit else { return (octets, "it wrote more than \(limit) octets") }
    }
  }

  private static func reason(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }
}
