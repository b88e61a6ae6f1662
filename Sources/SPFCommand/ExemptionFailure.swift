internal import ArgumentParser
internal import DNS
internal import Settings

/// Ends a command that could not read or change exemptions.
enum ExemptionFailure {
  /// 65 if the file cannot be understood, 66 if it cannot be read, 73 if it cannot be written.
  static func ending(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch {
      CommandError.report("\(error)")
      throw ExitCode(error is SettingsError ? 65 : error is ZoneFileError ? 66 : 73)
    }
  }
}
