internal import ArgumentParser
internal import Reporting

/// What a command was asked for, on standard output.
enum CommandOutput {
  /// Writes `text`. If it cannot be written the command ends with 74 (EX_IOERR), and quietly, as by SIGPIPE, if nobody
  /// reads any more.
  static func write(_ text: String) throws {
    do {
      try StandardOutput.write(text)
    } catch  where error.isReaderGone {
      throw ExitCode(128 + 13)
    } catch {
      CommandError.report("\(error)")
      throw ExitCode(74)
    }
  }

  /// Writes `text` and an end of line.
  static func writeLine(_ text: String) throws {
    try write(text + "\n")
  }
}
