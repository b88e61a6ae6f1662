import Foundation
import SPF
import TestSupport
import Testing

@testable import MailLog

/// Files as they are found on a host.
@Suite struct InputTests {
  /// A directory that is removed at the end.
  final class Directory {
    let url: URL
    init() throws {
      url = FileManager.default.temporaryDirectory.appendingPathComponent("maillog-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }
    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    @discardableResult func write(_ name: String, _ data: Data) throws -> String {
      try data.write(to: url.appendingPathComponent(name))
      return path(name)
    }

    @discardableResult func write(_ name: String, _ text: String) throws -> String {
      try write(name, Data(text.utf8))
    }

    func append(_ name: String, _ text: String) throws {
      let handle = try FileHandle(forWritingTo: url.appendingPathComponent(name))
      try handle.seekToEnd()
      try handle.write(contentsOf: Data(text.utf8))
      try handle.close()
    }

    func gzip(_ data: Data) throws -> Data {
      let input = path("plain-\(UUID().uuidString)")
      try data.write(to: URL(fileURLWithPath: input))
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["gzip", input]
      try process.start()
      process.waitUntilExit()
      return try Data(contentsOf: URL(fileURLWithPath: input + ".gz"))
    }
  }

  static func line(_ number: Int) -> String {
    "Nov 24 02:03:04 mx1 policyd-spf[\(number)]: prepend Received-SPF: Pass (mailfrom) identity=mailfrom; "
      + "client-ip=203.0.113.7; helo=mail.example.org; envelope-from=user\(number)@example.org; receiver=<UNKNOWN> \n"
  }

  static func read(_ paths: [String]) -> (senders: [String], problems: [LogInputError], survey: LogSurvey) {
    var senders: [String] = []
    let reader = MailLogReader(options: MailLogOptions(now: Fixture.now)) { senders.append($0.sender ?? "?") }
    let problems = LogInput(paths).read(into: reader)
    return (senders, problems, reader.survey)
  }

  @Test func rotatedFilesAreSorted() {
    #expect(
      RotatedFiles.sorted(["mail.log", "mail.log.1", "mail.log.10.gz", "mail.log.2.gz"])
        == ["mail.log.10.gz", "mail.log.2.gz", "mail.log.1", "mail.log"])
    #expect(
      RotatedFiles.sorted(["maillog", "maillog-20261101", "maillog-20261115.gz", "b", "a"])
        == ["maillog-20261101", "maillog-20261115.gz", "maillog", "b", "a"])
    #expect(RotatedFiles.sorted(["-"]) == ["-"])
    #expect(
      RotatedFiles.sorted(["host-1/mail.log", "host-2/mail.log"]) == ["host-1/mail.log", "host-2/mail.log"])
  }

  @Test func compressedFilesAreRead() throws {
    let directory = try Directory()
    // Two members in one file, as logs that were concatenated have them.
    let two = try directory.gzip(Data(Self.line(1).utf8)) + directory.gzip(Data(Self.line(2).utf8))
    let paths = [
      try directory.write("mail.log", Self.line(4)), try directory.write("mail.log.1", Self.line(3)),
      try directory.write("mail.log.2.gz", two),
    ]
    let (senders, problems, survey) = Self.read(paths)
    #expect(senders == (1...4).map { "user\($0)@example.org" })
    #expect(problems.isEmpty)
    #expect(survey.lines == 4)
  }

  @Test func progressReachesTheEnd() throws {
    let directory = try Directory()
    let path = try directory.write("mail.log", String(repeating: Self.line(1), count: 5_000))
    let size = 5_000 * Self.line(1).utf8.count
    var last = (0, 0)
    var input = LogInput([path])
    input.onProgress = { done, total in
      #expect(done >= last.0)
      last = (done, total)
    }
    #expect(input.read(into: MailLogReader(options: MailLogOptions(now: Fixture.now)) { _ in }).isEmpty)
    #expect(last == (size, size))
  }

  @Test func whatCannotBeReadIsTold() throws {
    let directory = try Directory()
    let good = try directory.write("mail.log", Self.line(1))
    let (senders, problems, _) = Self.read([directory.path("missing.log"), directory.url.path, good])
    #expect(senders == ["user1@example.org"])
    #expect(problems.map(\.code) == [.notFound, .directory])
    #expect(problems[0].description.hasPrefix("\(directory.path("missing.log")): there is no such file"))
  }

  @Test func binaryFiles() throws {
    let directory = try Directory()
    var program = Data([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0])
    program.append(Data(repeating: 7, count: 100_000))
    let (_, problems, survey) = Self.read([
      try directory.write("a", program),
      try directory.write("b.xz", Data([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0])),
      try directory.write("c", Data(count: 5_000)),
      try directory.write("d.gz", directory.gzip(Data(count: 5_000_000))),
    ])
    #expect(problems.map(\.code) == [.binary, .compression, .binary, .binary])
    #expect(survey.lines == 0)
  }

  @Test func damagedCompression() throws {
    let directory = try Directory()
    var numbers = SystemRandomNumberGenerator()
    // Lines that do not compress to nothing.
    let text = (0..<20_000).map { Self.line($0) + "\(numbers.next())\n\n" }.joined()
    let whole = try directory.gzip(Data(text.utf8))
    var damaged = whole
    for index in whole.count / 2..<whole.count / 2 + 200 { damaged[index] = 0xff }
    let cut = Self.read([try directory.write("cut.gz", whole.prefix(whole.count / 2))])
    #expect(cut.problems.map(\.code) == [.truncated])
    #expect(cut.senders.count > 5_000)
    #expect(cut.senders.count < 15_000)
    let broken = Self.read([try directory.write("broken.gz", damaged)])
    #expect(broken.problems.map(\.code) == [.damaged])
    #expect(broken.senders.count > 3_000)
  }

  /// Compressed lines that grow to `count` million octets, nearly a thousand times their size.
  static func bomb(_ directory: Directory, megabytes count: Int) throws -> Data {
    // Lines of a program that has nothing to say, so that only the growth is remarkable.
    let line = "Nov 24 02:03:04 mx1 postfix/anvil[1]: " + String(repeating: "a", count: 9_961) + "\n"
    let member = try directory.gzip(Data(String(repeating: line, count: 1_000).utf8))
    #expect(member.count * 300 < 10_000_000)
    // Members in a row are one file.
    return (0..<count / 10).reduce(into: Data()) { data, _ in data += member }
  }

  @Test(arguments: 1...4) func compressedDataThatGrowBeyondMeasure(threads: Int) throws {
    let directory = try Directory()
    let path = try directory.write("mail.log.gz", Self.bomb(directory, megabytes: 40))
    var input = LogInput([path, try directory.write("mail.log", Self.line(1))])
    input.threads = threads
    input.growth = Growth(octets: 20_000_000, factor: 300)
    var senders: [String] = []
    let reader = MailLogReader(options: MailLogOptions(now: Fixture.now)) { senders.append($0.sender ?? "?") }
    let problems = input.read(into: reader)
    #expect(problems.map(\.code) == [.bomb])
    #expect(problems.first?.description.contains("grow to more than a thousand million octets") ?? false)
    // What stands before is read, and the next file.
    #expect((20_000_000...20_600_000).contains(reader.survey.octets))
    #expect(senders == ["user1@example.org"])
    // Growth alone is none: so much any log may grow to, and small files by whatever factor.
    input.growth = Growth(octets: 50_000_000, factor: 300)
    #expect(input.read(into: reader).isEmpty)
    input.growth = Growth(octets: 20_000_000, factor: 2_000)
    #expect(input.read(into: reader).isEmpty)
  }

  @Test func aBombOfTheUsualSize() throws {
    let directory = try Directory()
    let path = try directory.write("mail.log.gz", Self.bomb(directory, megabytes: 1_200))
    let (_, problems, survey) = Self.read([path])
    #expect(problems.map(\.code) == [.bomb])
    #expect((1 << 30..<1 << 30 + 600_000).contains(survey.octets))
  }

  @Test func sparseFiles() throws {
    let directory = try Directory()
    // What copytruncate leaves of a log that is written without append: a hole of 10 GB, then lines.
    let path = try directory.write("mail.log", "")
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try handle.seek(toOffset: 10 << 30)
    try handle.write(contentsOf: Data(Self.line(1).utf8))
    try handle.truncate(atOffset: 20 << 30)
    try handle.close()
    let start = ContinuousClock.now
    let (senders, problems, _) = Self.read([path])
    #expect(senders == ["user1@example.org"])
    #expect(problems.isEmpty)
    #expect(ContinuousClock.now - start < .seconds(5))
    let hole = try directory.write("hole.log", "")
    let other = try FileHandle(forWritingTo: URL(fileURLWithPath: hole))
    try other.truncate(atOffset: 10 << 30)
    try other.close()
    #expect(Self.read([hole]).problems.map(\.code) == [.binary])
  }

  @Test func linesOfTenMegabytes() throws {
    let directory = try Directory()
    let long = String(repeating: "SPF fail ", count: 1_200_000)
    let path = try directory.write("mail.log", "\(Self.line(1))\(long)\n\(Self.line(2))\(long)")
    let (senders, problems, survey) = Self.read([path])
    #expect(senders.filter { $0 != "?" } == ["user1@example.org", "user2@example.org"])
    #expect(problems.isEmpty)
    #expect(survey.truncated == 2)
    // Nothing that ends no line is a log.
    let endless = try directory.write("endless", Data(repeating: 0x61, count: 80 << 20))
    #expect(Self.read([endless]).problems.map(\.code) == [.binary])
  }

  @Test func octetsThatAreNoText() throws {
    var line = Array(Self.line(1).utf8)
    let at = try #require(line.firstIndex(of: UInt8(ascii: "@")))
    line.insert(contentsOf: [0xff, 0x1b, 0x5b, 0x33, 0x31, 0x6d], at: at)
    let event = try #require(Fixture.read(line).events.first)
    #expect(event.sender == "user1\\xff\u{1b}[31m@example.org")
  }

  @Test func clocksThatJump() {
    let times = [
      "Nov 24 02:03:04", "Jan  1 00:00:00", "Nov 24 02:03:05", "2038-01-19T03:14:07Z", "1970-01-01T00:00:00Z",
    ]
    let log = times.map { Self.line(1).replacingOccurrences(of: "Nov 24 02:03:04", with: $0) }.joined()
    #expect(Fixture.read(log).events.count == 5)
  }

  @Test func manyClients() {
    var events = 0
    var options = MailLogOptions(now: Fixture.now)
    options.clientLimit = 1_000
    let reader = MailLogReader(options: options) { _ in events += 1 }
    for block in 0..<100 {
      let lines = (0..<1_000).map { index -> String in
        let client = "10.\(block).\(index / 250).\(index % 250)"
        return "Nov 24 02:\(10 + block / 2):04 mx1 postfix/smtpd[\(index)]: connect from unknown[\(client)]\n"
          + "Nov 24 02:\(10 + block / 2):04 mx1 policyd-spf[\(index)]: prepend Received-SPF: Pass (mailfrom) "
          + "identity=mailfrom; client-ip=\(client); helo=a.example; envelope-from=u@example.org; receiver=x\n"
      }
      reader.feed(Array(lines.joined().utf8))
    }
    reader.finish()
    #expect(events == 100_000)
    #expect(reader.survey.clients.count == 1_000)
    #expect(reader.survey.overflow >= 99_000)
    #expect(reader.survey.connections == 100_000)
  }

  @Test func followsThroughRotation() async throws {
    let directory = try Directory()
    let path = try directory.write("mail.log", Self.line(1))
    let seen = Senders()
    let follower = Thread {
      let reader = MailLogReader(options: MailLogOptions(now: Fixture.now)) { seen.add($0.sender ?? "?") }
      seen.end(LogInput([path]).follow(into: reader, patience: 0.1, interval: 0.02) { seen.isStopped })
    }
    follower.start()
    try await seen.wait(for: 1)
    try directory.append("mail.log", Self.line(2))
    try await seen.wait(for: 2)
    // logrotate: the file moves away and a new one takes its place.
    try FileManager.default.moveItem(atPath: path, toPath: path + ".1")
    try directory.append("mail.log.1", Self.line(3))
    try directory.write("mail.log", Self.line(4))
    try await seen.wait(for: 4)
    // copytruncate: the same file becomes empty.
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try handle.truncate(atOffset: 0)
    try handle.close()
    try await Task.sleep(for: .milliseconds(200))
    try directory.append("mail.log", Self.line(5))
    try await seen.wait(for: 5)
    seen.stop()
    while !seen.isEnded { try await Task.sleep(for: .milliseconds(10)) }
    #expect(seen.all == (1...5).map { "user\($0)@example.org" })
    #expect(seen.problems.isEmpty)
  }
}
