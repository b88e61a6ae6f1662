internal import FoundationEssentials

/// A directory of its own for the socket, removed in the end.
struct TemporaryDirectory {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(
      path: "spf-demo-\(UInt32.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    path = url.path()
  }

  func remove() {
    try? FileManager.default.removeItem(atPath: path)
  }
}
