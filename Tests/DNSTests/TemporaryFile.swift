import Foundation

/// A file that lives as long as this value.
final class TemporaryFile {
  let path: String

  init(_ content: String) throws {
    path = FileManager.default.temporaryDirectory.appending(path: "spf-\(UUID().uuidString)").path()
    try Data(content.utf8).write(to: URL(filePath: path))
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }
}
