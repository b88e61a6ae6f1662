import DNS
import Foundation
import Testing

@Suite(.timeLimit(.minutes(10)))
struct BoundedFileTests {
  /// The error of a read that must fail.
  func failure(_ path: String, limit: Int = 100) throws -> ZoneFileError {
    try #require(throws: ZoneFileError.self) { try BoundedFile.read(path, limit: limit) }
  }

  @Test func theLimitItselfIsAllowed() throws {
    let file = try TemporaryFile(String(repeating: "x", count: 100))
    #expect(try BoundedFile.read(file.path, limit: 100).count == 100)
    let error = try failure(file.path, limit: 99)
    #expect(error.file == file.path)
    #expect(error.message == "larger than 99 octets")
  }

  @Test func aFileWithoutEnd() throws {
    #expect(try failure("/dev/zero", limit: 200_000).message == "larger than 200000 octets")
  }

  @Test func anEmptyFile() throws {
    let file = try TemporaryFile("")
    #expect(try BoundedFile.read(file.path).isEmpty)
  }

  @Test func missingAndDirectory() throws {
    let missing = try failure("/nonexistent/a.zone")
    #expect(missing.message == "cannot be opened: No such file or directory")
    #expect(missing.file == "/nonexistent/a.zone" && !missing.remedy.isEmpty)
    let directory = try failure(FileManager.default.temporaryDirectory.path())
    #expect(directory.message == "cannot be read: Is a directory")
  }

  @Test func aPipeIsReadToItsEnd() async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "spf-\(UUID().uuidString)").path()
    #expect(unsafe mkfifo(path, 0o600) == 0)
    defer { try? FileManager.default.removeItem(atPath: path) }
    // To open a pipe waits for the other end: hence a thread for each.
    let writer = Thread {
      guard let file = unsafe fopen(path, "w") else { return }
      for _ in 0..<10 { unsafe fputs("0123456789", file) }
      unsafe fclose(file)
    }
    writer.start()
    let content = try await withCheckedThrowingContinuation { continuation in
      Thread { continuation.resume(with: Result { try BoundedFile.read(path, limit: 100) }) }.start()
    }
    #expect(content == Array(String(repeating: "0123456789", count: 10).utf8))
  }
}
