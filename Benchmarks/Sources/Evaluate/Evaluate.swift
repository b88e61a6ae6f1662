import DNS
import Glibc
import SPF

/// Evaluates a workload with parsed records in the cache. Reads `FILE COUNT` lines on standard input, and answers
/// each with the nanoseconds taken and the number of wrong results. A file has a line for each check: client,
/// sender, HELO name, expected result.
///
/// usage: Evaluate ZONE
@main
struct Evaluate {
  struct Check {
    let client: [UInt8]
    let sender: [UInt8]
    let helo: [UInt8]
    let expected: SPFResult
  }

  static func main() async throws {
    let zone = try BoundedFile.read(CommandLine.arguments[1])
    let source = ZoneResolver(try MasterFileReader(file: CommandLine.arguments[1]).zoneData(zone))
    var options = CacheOptions()
    options.maximumCount = 1_000_000
    options.maximumBytes = 1 << 30
    let cache = CachingResolver(source, options: options)
    var workloads: [String: [Check]] = [:]
    say("ready")
    while let line = readLine() {
      let words = line.split(separator: " ").map(String.init)
      if workloads[words[0]] == nil {
        let checks = try load(words[0])
        for check in checks {
          _ = await Evaluator().check(request(check), resolver: cache)
          _ = Evaluator().checkAtHand(request(check), resolver: cache)
        }
        workloads[words[0]] = checks
      }
      let (nanoseconds, wrong) = run(workloads[words[0]] ?? [], Int(words[1]) ?? 0, cache)
      say("\(nanoseconds) \(wrong)")
    }
  }

  /// Writes a line at once: standard output is a pipe, and print would keep it back.
  static func say(_ line: String) {
    let octets = Array("\(line)\n".utf8)
    _ = octets.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
  }

  static func load(_ path: String) throws -> [Check] {
    try BoundedFile.read(path).split(separator: UInt8(ascii: "\n")).map { line in
      let words = line.split(separator: UInt8(ascii: " ")).map { Array($0) }
      return Check(
        client: words[0], sender: words[1], helo: words[2],
        expected: SPFResult(rawValue: String(decoding: words[3], as: UTF8.self)) ?? .none)
    }
  }

  static func request(_ check: Check) -> CheckRequest {
    CheckRequest(
      .mailFrom(utf8: check.sender, helo: check.helo),
      client: IPAddress(utf8: check.client) ?? IPAddress(ipv4: 0))
  }

  static func run(_ checks: [Check], _ count: Int, _ cache: CachingResolver<ZoneResolver>) -> (Int64, Int) {
    let evaluator = Evaluator()
    var wrong = 0
    var index = 0
    let took = ContinuousClock().measure {
      for _ in 0..<count {
        let identity = Identity.mailFrom(utf8: checks[index].sender, helo: checks[index].helo)
        let client = IPAddress(utf8: checks[index].client) ?? IPAddress(ipv4: 0)
        let outcome = evaluator.checkAtHand(CheckRequest(identity, client: client), resolver: cache)
        if outcome?.result != checks[index].expected { wrong += 1 }
        index += 1
        if index == checks.count { index = 0 }
      }
    }
    return (took.components.seconds * 1_000_000_000 + took.components.attoseconds / 1_000_000_000, wrong)
  }
}
