/// A file that cannot be written.
public struct FileWriteError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file.
  public let path: String
  /// What the system said.
  public let reason: String

  init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  /// What is wrong, and what to do.
  public var description: String {
    "\(path): it cannot be written: \(reason); name a file or folder where you may write, and move away what is there"
  }
}
