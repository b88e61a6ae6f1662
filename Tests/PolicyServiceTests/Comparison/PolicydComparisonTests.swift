import DNS
import Foundation
import PolicyService
import SPF
import Settings
import Testing

/// Feeds the same requests to the policyd-spf of the Debian package and to our service and compares answers
/// and log lines, byte by byte, but for the differences that each case names.
@Suite("Beside policyd-spf", .serialized, .timeLimit(.minutes(10)))
struct PolicydComparisonTests {
  static let program = "/usr/bin/policyd-spf"
  static let nameServer = "/usr/sbin/nsd"
  static var missing: [String] {
    [program, nameServer].filter { !FileManager.default.isExecutableFile(atPath: $0) }
  }
  static let isCI = ProcessInfo.processInfo.environment["CI"] == "true"

  @Test("policyd-spf and nsd are installed where this must run")
  func installed() {
    guard !Self.missing.isEmpty else { return }
    let remedy =
      "NOT COMPARED with policyd-spf: \(Self.missing.joined(separator: " and ")) missing; "
      + "install the Debian packages postfix-policyd-spf-python and nsd"
    if Self.isCI { Issue.record("\(remedy)") } else { print(remedy) }
  }

  @Test(
    "the same answers and log lines", .enabled(if: missing.isEmpty, "policyd-spf or nsd is not installed"))
  func compare() async throws {
    let server = try await NameServerProcess()
    defer { server.stop() }
    var options = CAresOptions()
    options.servers = [ServerAddress(try #require(IPAddress("127.0.0.1")), port: UInt16(server.port))]
    let network = try CAresResolver(options)
    defer { network.shutdown() }
    var used = Set<Difference>()
    for comparison in ComparisonCase.cases {
      let requests = comparison.requests.enumerated().map { Self.text($1, number: $0) }
      let lines = try Self.options(of: comparison, directory: server.directory)
      let theirs = try PolicydProcess.run(
        options: lines, requests: requests, directory: server.directory, port: server.port)
      let ours = try await Self.ours(comparison, lines, requests, CachingResolver(network))
      #expect(theirs.replies.count == requests.count, "\(comparison.name)")
      #expect(ours.replies.count == requests.count, "\(comparison.name)")
      used.formUnion(Self.check(comparison, ours: ours, theirs: theirs))
    }
    #expect(used == Set(Difference.allCases), "a difference that no case shows")
  }

  /// The lines of policyd-spf.conf; the file for single recipients is written.
  private static func options(of comparison: ComparisonCase, directory: String) throws -> [String] {
    guard let perUser = comparison.perUser else { return comparison.options }
    let path = directory + "/peruser"
    try perUser.write(toFile: path, atomically: true, encoding: .utf8)
    return comparison.options + ["Per_User = text,\(path)"]
  }

  struct Transcript {
    var replies: [String]
    var log: [String]
  }

  /// A request with what is usual, and `values` in place of it. Each is an instance of its own, if nothing else is said:
  /// policyd-spf draws one of 100,000 numbers for a request without one, and answers as to an earlier request with it.
  private static func text(_ values: [(String, String?)], number: Int) -> String {
    var attributes: [(String, String?)] = [
      ("request", "smtpd_access_policy"), ("protocol_state", "RCPT"), ("protocol_name", "ESMTP"),
      ("client_address", "203.0.113.99"), ("helo_name", "host.example.org"), ("sender", "alice@example.com"),
      ("recipient", "bob@rx.example.org"), ("queue_id", ""), ("instance", "request.\(number)"),
      ("sasl_username", ""),
    ]
    for (name, value) in values {
      for index in attributes.indices where attributes[index].0 == name { attributes[index].1 = value }
    }
    return attributes.compactMap { name, value in value.map { "\(name)=\($0)\n" } }.joined() + "\n"
  }

  /// Our answers, over the loop that spawn(8) runs.
  private static func ours(
    _ comparison: ComparisonCase, _ lines: [String], _ requests: [String], _ resolver: some ImmediateResolver
  ) async throws -> Transcript {
    let file = SettingsReader.File(
      name: "policyd-spf.conf", octets: Array(lines.map { $0 + "\n" }.joined().utf8))
    let imported = PolicydImport(file, purpose: .policy) {
      SettingsReader.File(name: $0, octets: Array(try Data(contentsOf: URL(filePath: $0))))
    }
    var configuration = try SettingsReader(hostName: "mx.example.org").settings(imported).settings.policy
    comparison.change(&configuration)
    let sink = RecordingSink()
    let input = Pipe()
    let output = Pipe()
    let loop = STDIOPolicyLoop(
      engine: PolicyEngine(configuration: configuration, resolver: resolver),
      log: DecisionLog(configuration: configuration, sink: sink),
      input: input.fileHandleForReading.fileDescriptor, output: output.fileHandleForWriting.fileDescriptor)
    // A pipe holds 64 KiB, which is more than either direction carries here.
    input.fileHandleForWriting.write(Data(requests.joined().utf8))
    try? input.fileHandleForWriting.close()
    #expect(await loop.run())
    try? output.fileHandleForWriting.close()
    let answer = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    return Transcript(replies: replies(in: answer), log: sink.lines)
  }

  static func replies(in text: String) -> [String] {
    text.split(separator: "\n\n").map(String.init)
  }

  /// Compares; returns the differences that were found.
  private static func check(_ comparison: ComparisonCase, ours: Transcript, theirs: Transcript) -> Set<
    Difference
  > {
    var found = Set<Difference>()
    var theirs = theirs
    if comparison.differences.contains(.otherLog) {
      let count = theirs.log.count
      theirs.log.removeAll(where: Difference.isAboutItself)
      if theirs.log.count < count { found.insert(.otherLog) }
    }
    if comparison.differences == [.otherAnswer] {
      for (index, answer) in comparison.answers.enumerated() {
        #expect(
          theirs.replies[index].hasPrefix("action=" + answer.theirs),
          "\(comparison.name): \(theirs.replies[index])")
        #expect(
          ours.replies[index].hasPrefix("action=" + answer.ours), "\(comparison.name): \(ours.replies[index])"
        )
      }
      return [.otherAnswer]
    }
    let pairs =
      zip(ours.replies, theirs.replies).map { ($0, $1, comparison.differences) }
      + zip(ours.log, theirs.log).map { ($0, $1, comparison.differences + [.logPrefix]) }
    #expect(ours.log.count == theirs.log.count, "\(comparison.name): \(ours.log) \(theirs.log)")
    for (our, their, differences) in pairs {
      var pair = (ours: our, theirs: their)
      for difference in differences {
        let mended = difference.mend(ours: pair.ours, theirs: pair.theirs)
        if mended != pair { found.insert(difference) }
        pair = mended
      }
      #expect(pair.ours == pair.theirs, "\(comparison.name)")
    }
    for difference in comparison.differences {
      #expect(found.contains(difference), "\(comparison.name): \(difference) is not needed")
    }
    return found
  }
}
