import Foundation
import SPF
import TestSupport
import Testing

@testable import MailLog

/// Reading with several threads, in pieces of any size: nobody can tell.
@Suite struct LogPipelineTests {
  /// All that a log tells.
  struct Outcome: Equatable {
    var events: [SPFEvent] = []
    var unparsed: [String] = []
    var survey = LogSurvey()
    var problems: [LogInputError] = []

    /// What stands first is what a failure should show.
    var summary: String {
      "\(events.count) events, \(unparsed.count) unparsed, \(survey.lines) lines, \(problems.map(\.code))"
    }
  }

  static func read(_ paths: [String], pieceSize: Int = 262_144, threads: Int = 1) -> Outcome {
    var outcome = Outcome()
    var options = MailLogOptions(now: Fixture.now)
    options.longestLine = 1_000
    let reader = MailLogReader(
      options: options, onUnparsed: { outcome.unparsed.append("\($0.file):\($0.line): \($1)") },
      onEvent: { outcome.events.append($0) })
    var input = LogInput(paths)
    input.pieceSize = pieceSize
    input.threads = threads
    outcome.problems = input.read(into: reader)
    outcome.survey = reader.survey
    return outcome
  }

  /// The same by a scanner that understands nothing, so that the reader has to take line by line.
  static func readPlainly(_ log: [UInt8], file: String) -> Outcome {
    var outcome = Outcome()
    var lines = LineReader(
      MailLogOptions(now: Fixture.now),
      onUnparsed: { outcome.unparsed.append("\($0.file):\($0.line): \($1)") },
      onEvent: { outcome.events.append($0) })
    var piece = LogPiece()
    piece.file = file
    piece.octets = log
    if log.last != 0x0a { piece.octets.append(0x0a) }
    piece.count = piece.octets.count
    piece.read = log.count
    let first = log.prefix { $0 != 0x0a }
    let last = log.suffix(16_384).split(separator: 0x0a).last { $0.count > 15 }
    piece.ends = last.map { LogPiece.Ends(first: Array(first.prefix(256)), last: Array($0)) }
    var findings = LineFindings()
    piece.octets.withOctets { text in
      var start = 0
      while let end = text.position(of: "\n", from: start) {
        findings.lines += 1
        if end - start > 1_000 { findings.truncated += 1 }
        var note = LineNote(start == end ? .end : .plain)
        note.line = UInt32(findings.lines)
        note.first = TextRange(text[start..<min(end, start + 1_000)], in: text)
        findings.notes.append(note)
        start = end + 1
      }
    }
    lines.take(piece, &findings)
    lines.flush()
    lines.joiner.finish()
    outcome.survey = lines.joiner.survey.survey
    return outcome
  }

  static func expect(_ found: Outcome, _ wanted: Outcome, _ comment: Comment) {
    #expect(found.summary == wanted.summary, comment)
    for (found, wanted) in zip(found.events, wanted.events) where found != wanted {
      #expect(found == wanted, comment)
      return
    }
    #expect(found.unparsed == wanted.unparsed, comment)
    #expect(found.survey == wanted.survey, comment)
    #expect(found.problems == wanted.problems, comment)
  }

  @Test(arguments: 0..<20 as Range<UInt64>) func randomLogs(_ seed: UInt64) throws {
    let directory = try InputTests.Directory()
    var log = RandomLog(seed: seed)
    let octets = log.lines(600)
    let path = try directory.write("mail.log", Data(octets))
    let wanted = Self.read([path])
    #expect(wanted.events.count > 20)
    Self.expect(wanted, Self.readPlainly(octets, file: path), "line by line")
    var random = SeededGenerator(seed: seed)
    for threads in 1...4 {
      let size =
        [16, 100, 1_000, 10_000][Int.random(in: 0..<4, using: &random)]
        + Int.random(in: 0..<50, using: &random)
      Self.expect(
        Self.read([path], pieceSize: size, threads: threads), wanted, "\(threads) threads, pieces of \(size)")
    }
  }

  @Test func fixtures() throws {
    let names = CaseTests.incidents.map { Fixture.url("cases/\($0.name).log").path }
    let directory = try InputTests.Directory()
    let lines = LogLineTests.lines.map { $0.text + "\n" }.joined()
    let paths = names + [try directory.write("lines.log", lines)]
    let wanted = Self.read(paths)
    #expect(wanted.events.count > 100)
    for (threads, size) in [(1, 64), (2, 64), (2, 700), (3, 2_000), (4, 100), (4, 262_144)] {
      Self.expect(
        Self.read(paths, pieceSize: size, threads: threads), wanted, "\(threads) threads, pieces of \(size)")
    }
    for path in paths {
      let octets = try Array(Data(contentsOf: URL(fileURLWithPath: path)))
      Self.expect(Self.read([path]), Self.readPlainly(octets, file: path), "\(path) line by line")
    }
  }

  @Test func compressedFilesAndSuchAsCannotBeRead() throws {
    let directory = try InputTests.Directory()
    var log = RandomLog(seed: 7)
    let older = try directory.gzip(Data(log.lines(400)))
    let paths = [
      try directory.write("mail.log.3.gz", older),
      try directory.write("mail.log.2.gz", older.prefix(older.count / 2)),
      directory.path("mail.log.1"), try directory.write("mail.log", Data(log.lines(400))), directory.url.path,
    ]
    let wanted = Self.read(paths)
    #expect(wanted.problems.map(\.code) == [.truncated, .notFound, .directory])
    for threads in 1...4 {
      Self.expect(
        Self.read(paths, pieceSize: 333 * threads, threads: threads), wanted, "\(threads) threads")
    }
  }

  @Test func nothingToRead() throws {
    let directory = try InputTests.Directory()
    let empty = try directory.write("mail.log", "")
    for threads in 1...4 {
      #expect(Self.read([empty], threads: threads).survey.lines == 0)
      #expect(Self.read([], threads: threads).problems.isEmpty)
    }
  }
}
