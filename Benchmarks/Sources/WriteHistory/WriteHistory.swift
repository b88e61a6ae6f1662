import Foundation
import History
import SPF

/// Fills a history as a service does, and says how long each part of it took.
///
/// usage: WriteHistory FILE ROWS [FIRST]: writes the rows FIRST to FIRST + ROWS of a history of 90 days up to now, and a line
/// `rows seconds` for each 100,000.
@main struct WriteHistory {
  /// As many as a service hands to its writer at once.
  static let batch = 1000
  static let report = 100_000
  static let hours = 90 * 24

  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 3, let rows = Int(arguments[2]) else {
      FileHandle.standardError.write(Data("usage: WriteHistory FILE ROWS [FIRST]\n".utf8))
      exit(64)
    }
    let first = arguments.count > 3 ? Int(arguments[3]) ?? 0 : 0
    let now = Int64(Date().timeIntervalSince1970)
    let store = SQLiteStore(path: arguments[1], now: { now })
    try await store.migrate()
    let clock = ContinuousClock()
    var taken = Duration.zero
    var generator = Rows(seed: UInt64(first) &+ 1, hour: Int(now / 3600))
    var sequence = Int64(first)
    var written = 0
    while written < rows {
      let observations = (0..<min(batch, rows - written)).map { generator.row(first + written + $0) }
      sequence += 1
      let stamp = BatchStamp(writer: "benchmark", sequence: sequence, hour: Int(now / 3600))
      taken += try await clock.measure {
        try await store.write(HistoryBatch(observations: observations), stamp: stamp)
      }
      written += observations.count
      if written % report == 0 {
        print("\(written) \(Double(taken.components.seconds) + Double(taken.components.attoseconds) / 1e18)")
        taken = .zero
      }
    }
    await store.close()
  }
}

/// Makes rows: of 200,000 senders some send much and most send little, in the order of time.
struct Rows {
  private var state: UInt64
  private let hour: Int
  static let senders = 200_000
  static let total = 10_000_000

  init(seed: UInt64, hour: Int) {
    state = seed &* 0x9e37_79b9_7f4a_7c15
    self.hour = hour
  }

  /// A row, all of which differ in what makes a row one of its own.
  mutating func row(_ number: Int) -> Observation {
    let time = hour - WriteHistory.hours + 1 + number % Rows.total * WriteHistory.hours / Rows.total
    // The square of what is even makes the first senders the busiest.
    let part = Double(next() >> 11) / Double(1 << 53)
    let sender = Int(part * part * Double(Rows.senders))
    let chance = next() % 1000
    let (result, action): (SPFResult, ObservedAction) =
      switch chance {
      case ..<700: (.pass, .accepted)
      case ..<780: (.none, .accepted)
      case ..<830: (.neutral, .accepted)
      case ..<890: (.softfail, .accepted)
      case ..<970: (.fail, .rejected)
      case ..<985: (.temperror, .deferred)
      default: (.permerror, .accepted)
      }
    let address = IPAddress(ipv4: 0x0a00_0000 | UInt32(sender))
    return Observation(
      hour: time, domain: "d\(sender / 4).example.com", scope: .mailFrom,
      network: IPNetwork(address: address, prefixLength: 32) ?? IPNetwork(address),
      helo: "mail\(sender).example.com",
      reverseName: number % 97 == 0 ? "n\(number).example.net" : "mail\(sender).example.com",
      result: result, action: action, count: 1 + Int(next() % 5))
  }

  private mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 29
  }
}
