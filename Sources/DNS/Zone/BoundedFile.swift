#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Reads whole files, but not ones without end.
public enum BoundedFile {
  /// The octets of the file, of which there may be `limit`.
  public static func read(_ path: String, limit: Int = 64 << 20) throws(ZoneFileError) -> [UInt8] {
    guard let file = unsafe fopen(path, "re") else { throw failure(path, "cannot be opened") }
    defer { unsafe fclose(file) }
    var content: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe fread(&chunk, 1, chunk.count, file)
      guard count > 0 else { break }
      guard content.count + count <= limit else {
        throw ZoneFileError(
          file: path, line: nil, column: nil, message: "larger than \(limit) octets",
          remedy: "Split the file.")
      }
      content.append(contentsOf: chunk[..<count])
    }
    guard unsafe ferror(file) == 0 else { throw failure(path, "cannot be read") }
    return content
  }

  private static func failure(_ path: String, _ what: String) -> ZoneFileError {
    let reason = unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "error \(errno)"
    return ZoneFileError(
      file: path, line: nil, column: nil, message: "\(what): \(reason)",
      remedy: "Check the path and its permissions.")
  }
}
