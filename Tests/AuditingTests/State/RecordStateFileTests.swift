import Auditing
import Foundation
import SPF
import TestSupport
import Testing

/// A state in a file that others write, too.
@Suite struct RecordStateFileTests {
  static func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.appending(path: "state.json").path)
  }

  static func octets(_ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path).map { Array($0) }
  }

  static let one = RecordState(time: 1, entries: [:])
  static let two = RecordState(time: 2, entries: [:])

  @Test func itIsMadeAndReplaced() throws {
    try Self.inFolder { path in
      try RecordStateFile.replace(path, with: Self.one, read: nil)
      let first = try #require(Self.octets(path))
      try RecordStateFile.replace(path, with: Self.two, read: first)
      #expect(try RecordStateFile.state(try #require(Self.octets(path)), file: path).time == 2)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: (path as NSString).deletingLastPathComponent)
          .count == 1)
    }
  }

  @Test func whatSomebodyElseWroteStays() throws {
    try Self.inFolder { path in
      try RecordStateFile.replace(path, with: Self.one, read: nil)
      let theirs = Self.octets(path)
      for read in [nil, Array("older".utf8)] as [[UInt8]?] {
        let error = #expect(throws: RecordStateFile.KeepError.self) {
          try RecordStateFile.replace(path, with: Self.two, read: read)
        }
        #expect(error == .changed(file: path))
        #expect(error?.description.contains("another audit wrote it while this one ran") == true)
        #expect(Self.octets(path) == theirs)
      }
    }
  }

  @Test func whatIsGoneWasChangedToo() throws {
    try Self.inFolder { path in
      #expect(throws: RecordStateFile.KeepError.changed(file: path)) {
        try RecordStateFile.replace(path, with: Self.two, read: Array("x".utf8))
      }
      #expect(Self.octets(path) == nil)
    }
  }

  /// Of many who have read the same, one is first, and every other one learns that.
  @Test func ofManyWritersOneSucceeds() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "state.json").path
    let successes = await withTaskGroup(of: Bool.self) { group in
      for number in 1...8 {
        group.addTask {
          (try? RecordStateFile.replace(path, with: RecordState(time: Int64(number), entries: [:]), read: nil))
            != nil
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(successes == 1)
  }

  @Test func whereNothingCanBeWrittenThatIsSaid() throws {
    let error = #expect(throws: RecordStateFile.KeepError.self) {
      try RecordStateFile.replace("/nonexistent/state.json", with: Self.one, read: nil)
    }
    #expect(error?.description.hasPrefix("/nonexistent/state.json: it cannot be written: ") == true)
  }

  @Test func timesOfNoCalendarAreRefused() {
    for time in ["-1", "9223372036854775807"] {
      let text = "{\"format\": \"spf-audit-state-1\", \"time\": \(time), \"domains\": []}"
      let error = #expect(throws: RecordStateError.self) {
        try RecordStateFile.state(Array(text.utf8), file: "state.json")
      }
      #expect(error?.description.contains("expected times in seconds since 1970") == true)
    }
  }
}
