internal import DNS
public import Reporting
internal import SPF

extension RecordStateFile {
  /// Why a state was not kept.
  public enum KeepError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Another audit has kept its own since this one read the file, which is left as it is.
    case changed(file: String)
    /// It cannot be written.
    case unwritable(FileWriteError)

    /// What is wrong, and what to do.
    public var description: String {
      switch self {
      case .changed(let file):
        "\(file): another audit wrote it while this one ran; it is left as it is, and what changed is told again next time. Run audits with one file one after the other."
      case .unwritable(let error): error.description
      }
    }
  }

  /// Puts `state` in place of what was read from the file at `path`, nil if there was none. What somebody else has
  /// written since stays. Nobody else replaces it in between who does it in this way.
  public static func replace(
    _ path: String, with state: RecordState, read octets: [UInt8]?
  ) throws {
    try FolderLock.holding(path) {
      let there: [UInt8]? = exists(path) ? try BoundedFile.read(path) : nil
      guard there == octets else { throw KeepError.changed(file: Printable.text(path)) }
      do {
        try OutputFile.replace(path, with: text(state))
      } catch let error as FileWriteError {
        throw KeepError.unwritable(error)
      }
    }
  }
}
