import Foundation
import Reporting
import Testing

@Suite struct OutputFileTests {
  /// A folder of its own, gone afterwards.
  static func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = URL.temporaryDirectory.appending(path: "spf-output-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  @Test func aFileIsMadeAndReplaced() throws {
    try Self.inFolder { folder in
      let path = folder.appending(path: "a.json").path
      try OutputFile.replace(path, with: "one")
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
      try OutputFile.replace(path, with: "two")
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "two")
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o640)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.json"])
    }
  }

  @Test func aLinkStaysALink() throws {
    try Self.inFolder { folder in
      let (real, link) = (folder.appending(path: "real").path, folder.appending(path: "link").path)
      try OutputFile.replace(real, with: "one")
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: real)
      try OutputFile.replace(link, with: "two")
      #expect(try String(contentsOfFile: real, encoding: .utf8) == "two")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == real)
    }
  }

  @Test func whatIsNoFileIsLeftAlone() throws {
    try Self.inFolder { folder in
      #expect(throws: FileWriteError.self) { try OutputFile.replace(folder.path, with: "x") }
      #expect(throws: FileWriteError.self) {
        try OutputFile.replace(folder.appending(path: "missing/a").path, with: "x")
      }
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(names.isEmpty)
    }
  }

  @Test func manyAtOnceLeaveOneWholeText() async throws {
    let folder = URL.temporaryDirectory.appending(path: "spf-output-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "state").path
    let texts = (0..<8).map { String(repeating: "\($0)", count: 100_000) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for text in texts { group.addTask { try OutputFile.replace(path, with: text) } }
      try await group.waitForAll()
    }
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(texts.contains(text))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["state"])
  }
}
