/// Why a log, or the rest of one, could not be read.
public struct LogInputError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kinds of error, stable across versions.
  public enum Code: String, Sendable, Hashable {
    /// There is no such file.
    case notFound = "not-found"
    /// It may not be read, or reading failed.
    case unreadable
    /// It is a directory.
    case directory
    /// It is no text.
    case binary
    /// It is compressed in a way that is not read.
    case compression
    /// The compressed data end too early; what stands before the end was read.
    case truncated
    /// The compressed data are damaged; what stands before the damage was read.
    case damaged
    /// The compressed data grow beyond what a log does.
    case bomb
  }

  /// The kind of error.
  public let code: Code
  /// The file as named by the user.
  public let path: String
  /// Where in the file, in octets as stored.
  public let offset: Int
  /// What the system or the decoder said.
  public let detail: String

  init(_ code: Code, _ path: String, offset: Int = 0, detail: String = "") {
    self.code = code
    self.path = path
    self.offset = offset
    self.detail = detail
  }

  /// What is wrong, where, and what to do, in one sentence without a full stop.
  public var description: String {
    switch code {
    case .notFound: "\(path): there is no such file; name the mail log, such as mail.log or mail.log.2.gz"
    case .unreadable: "\(path): it cannot be read: \(detail); read it as a user who may"
    case .directory: "\(path): it is a directory; name the log files in it"
    case .binary:
      "\(path): it is no text file (\(detail)); for the journal use journalctl -o json and read it from standard input"
    case .compression:
      "\(path): it is compressed with \(detail), which is not read; decompress it into standard input"
    case .truncated:
      "\(path): the compressed data end too early, after \(offset) octets; what stands before was read; take a whole copy of it"
    case .damaged:
      "\(path): the compressed data are damaged near octet \(offset) (\(detail)); what stands before was read; take a sound copy of it"
    case .bomb:
      "\(path): the compressed data grow to more than a thousand million octets from \(offset), as no log does; what stands before was read; decompress it if it is one"
    }
  }
}
